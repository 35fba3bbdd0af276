import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { type AddMarkStep, ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { lostFor, takenBy, takeOut } from './exact-words.ts'

type Mapping = Parameters<typeof absolutePositionToRelativePosition>[2]
type Binding = { type: Y.XmlFragment; doc: Y.Doc; binding: { mapping: Mapping } | null }
type Range = { from: number; to: number }

/** What the page tells the editor; it may change while the editor stands. */
export type OwnWordsStorage = {
  /** True while only one's own words may be taken out or changed. */
  limited: boolean
  /** Yjs clients of earlier pages whose words are this account's too. */
  mine: ReadonlySet<number>
  onRefused: () => void
}

declare module '@tiptap/core' {
  interface Storage {
    ownWords: OwnWordsStorage
  }
  interface Commands<ReturnType> {
    ownWords: {
      keepToOwnWords: (told: OwnWordsStorage) => ReturnType
    }
  }
}

/**
 * The right to contribute, in the editor: write anywhere, take out or change only one's own words. Whose a character
 * is, its Yjs client tells. What would have others' words deleted and written again (joining or splitting their
 * paragraph, turning it into a heading) counts as changing them.
 */
export const OwnWords = Extension.create<Record<string, never>, OwnWordsStorage>({
  name: 'ownWords',
  addStorage() {
    return { limited: false, mine: new Set<number>(), onRefused: () => undefined }
  },
  addCommands() {
    return {
      keepToOwnWords: (told) => () => {
        Object.assign(this.storage, told)
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    const { storage, editor } = this
    return [
      new Plugin({
        key: new PluginKey('ownWords'),
        filterTransaction(transaction, state) {
          if (!transaction.docChanged || !storage.limited || isFromElsewhere(transaction)) return true
          const isMine = (range: Range) => isAllMine(state, range, storage.mine)
          const taken = takenBy(transaction)
          const mine = taken?.alike.findLast(isMine)
          const lost = lostFor(transaction)
          const touched = [...touchedRanges(transaction, state), ...(lost ? [lost] : [])]
          if (taken ? mine === taken.alike.at(-1) : touched.every(isMine)) return true
          queueMicrotask(() => {
            if (!taken || !mine) storage.onRefused()
            else if (takeOut(state, mine)) editor.commands.setTextSelection(taken.from)
          })
          return false
        },
      }),
    ]
  },
})

/** Changes that come out of Yjs: other people's, or one's own undo. */
export function isFromElsewhere(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined
  return meta?.isChangeOrigin === true
}

/** The words a transaction takes out, or writes anew elsewhere, as ranges of the text before it. */
export function touchedRanges(transaction: Transaction, state: EditorState): Range[] {
  const ranges: Range[] = []
  transaction.steps.forEach((step, index) => {
    const before = transaction.docs[index]
    if (!before) return
    const earlier = transaction.mapping.maps.slice(0, index).toReversed()
    const back = (at: number, side: 1 | -1) => earlier.reduce((place, map) => map.invert().map(place, side), at)
    for (const range of rangesOf(step, before)) {
      const from = back(range.from, 1)
      const to = back(range.to, -1)
      if (to > from) ranges.push({ from, to: Math.min(to, state.doc.content.size) })
    }
  })
  return ranges
}

function rangesOf(step: Step, doc: Transaction['doc']): Range[] {
  if (step instanceof ReplaceAroundStep) return [{ from: step.from, to: step.to }]
  if (!(step instanceof ReplaceStep)) {
    const { from, to } = step as Partial<AddMarkStep>
    return from === undefined || to === undefined ? [] : [{ from, to }]
  }
  const { from, to, slice } = step
  const $from = doc.resolve(from)
  const $to = doc.resolve(to)
  if ($from.parent !== $to.parent) return [{ from, to: $to.parent.isTextblock ? $to.end() : to }]
  const splits = $from.parent.isTextblock && slice.content.childCount > 0 && !slice.content.firstChild?.isInline
  if (!splits) return [{ from, to }]
  return [{ from, to: $from.parentOffset === 0 && from === to ? to : $from.end() }]
}

function isAllMine(state: EditorState, range: Range, mine: ReadonlySet<number>): boolean {
  const sync = ySyncPluginKey.getState(state) as Binding | undefined
  const mapping = sync?.binding?.mapping
  if (!sync || !mapping) return false
  let allMine = true
  state.doc.nodesBetween(range.from, range.to, (node, start) => {
    if (!node.isText || !allMine) return allMine
    const end = Math.min(range.to, start + node.nodeSize)
    for (let at = Math.max(range.from, start); at < end && allMine; at += 1) {
      const place = absolutePositionToRelativePosition(at + 1, sync.type, mapping) as Y.RelativePosition
      const client = place.item?.client
      allMine = client !== undefined && (client === sync.doc.clientID || mine.has(client))
    }
    return false
  })
  return allMine
}
