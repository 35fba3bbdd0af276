import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isFromElsewhere } from '../documents/own-words.ts'
import { moveOut } from './heading-caret.ts'
import { type Part, partsOf } from './reply-parts.ts'

/** The places in the text where the page draws what belongs to a recommendation: below its heading, and after its words. */
export type Slot = { head: HTMLElement; foot: HTMLElement }

export type Look = {
  /** The recommendation the cursor stands in; null outside of all of them, and while the text has no focus. */
  at: string | null
  /** Headings that stand in the text, by their id, and those with words below them. */
  standing: readonly string[]
  written: readonly string[]
}

/** What the page tells the editor, and hears from it. One for each open reply. */
export type Slots = {
  /** The open editor. */
  view: EditorView | null
  /** Headings by their id: how the recommendation is called, ①. */
  numbers: ReadonlyMap<string, string>
  /** Headings that hold only the beginning of a long recommendation: the page shows it whole below. */
  cut: ReadonlySet<string>
  slots: ReadonlyMap<string, Slot>
  heard: { onLook?: (look: Look) => void; onRefused?: () => void }
  /** What the page hears; nothing any more once the answer is called. */
  listen: (heard: Slots['heard']) => () => void
}

export type Heading = { clauseId: string; number: string; cut: boolean }

/** Makes the places for a reply: they outlive every drawing of the text, so that what is typed in them stays. */
export function makeSlots(headings: readonly Heading[]): Slots {
  const place = (kind: string) => {
    const element = document.createElement('div')
    element.className = `answer-${kind}`
    return element
  }
  const made: Slots = {
    view: null,
    numbers: new Map(headings.map(({ clauseId, number }) => [clauseId, number])),
    cut: new Set(headings.flatMap(({ clauseId, cut }) => (cut ? [clauseId] : []))),
    slots: new Map(headings.map(({ clauseId }) => [clauseId, { head: place('head'), foot: place('foot') }])),
    heard: {},
    listen(heard) {
      Object.assign(made.heard, heard)
      return () => {
        for (const name of Object.keys(heard) as (keyof Slots['heard'])[]) if (made.heard[name] === heard[name]) delete made.heard[name]
      }
    },
  }
  return made
}

const key = new PluginKey<string | null>('answerSlots')

/**
 * Weaves the unit's answers into the live text. The headings are the recommendations' own words: nobody writes in them
 * or takes them out, or an answer would stand under nothing.
 */
export function answerSlots(slots: Slots): Extension {
  return Extension.create({
    name: 'answerSlots',
    addProseMirrorPlugins: () => [
      new Plugin<string | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, current: string | null) => {
            const asked = transaction.getMeta(key) as { current: string | null } | undefined
            return asked ? asked.current : current
          },
        },
        props: { decorations: (state) => decorate(state, slots) },
        filterTransaction(transaction, state) {
          if (!transaction.docChanged || isFromElsewhere(transaction) || keepsHeadings(transaction, state, slots)) return true
          queueMicrotask(() => slots.heard.onRefused?.())
          return false
        },
        appendTransaction: (transactions, before, after) => moveOut(transactions, before, after, partsOf(after.doc, slots.numbers)),
        view: (view) => {
          slots.view = view
          tell(view, slots)
          return {
            update: (now, before) => {
              if (now.state.doc !== before.doc || !now.state.selection.eq(before.selection)) tell(now, slots)
            },
            destroy: () => {
              if (slots.view === view) slots.view = null
            },
          }
        },
      }),
    ],
  })
}

/** Draws one recommendation as the one that is being answered. */
export function markCurrent({ view, slots }: Slots, current: string | null): void {
  for (const [clauseId, { head, foot }] of slots) for (const place of [head, foot]) place.classList.toggle('on', clauseId === current)
  if (view) view.dispatch(view.state.tr.setMeta(key, { current }).setMeta('addToHistory', false))
}

/** Puts the cursor after the words of a recommendation, where one goes on writing. */
export function writeAt({ view, numbers }: Slots, clauseId: string): void {
  const part = view ? partsOf(view.state.doc, numbers).find((one) => one.clauseId === clauseId) : undefined
  if (!view || !part) return
  const end = TextSelection.near(view.state.doc.resolve(part.end), -1)
  view.dispatch(view.state.tr.setSelection(end))
  view.focus()
  view.dispatch(view.state.tr.scrollIntoView())
}

/** Writes a heading that was lost at the end of the text, with a line below it. */
export function putBack({ view }: Slots, clauseId: string, words: string): void {
  const { heading, paragraph } = view?.state.schema.nodes ?? {}
  if (!view || !heading || !paragraph) return
  const nodes = [heading.create({ level: 2, clauseId }, view.state.schema.text(words)), paragraph.create()]
  view.dispatch(view.state.tr.insert(view.state.doc.content.size, nodes))
}

function decorate(state: EditorState, { numbers, cut, slots }: Slots): DecorationSet {
  const current = key.getState(state)
  const drawn = partsOf(state.doc, numbers).flatMap((part) => {
    const slot = slots.get(part.clauseId)
    if (!slot) return []
    const on = part.clauseId === current ? ' on' : ''
    const still = { stopEvent: () => true, ignoreSelection: true }
    return [
      Decoration.node(part.at, part.bodyAt, { class: `answer-heading${on}`, 'data-number': numbers.get(part.clauseId) ?? '' }),
      ...calledIn(part, cut.has(part.clauseId)),
      Decoration.widget(part.bodyAt, slot.head, { ...still, side: -2, key: `head ${part.clauseId}` }),
      ...wordsIn(state, part).map(({ from, to, blank }) => Decoration.node(from, to, { class: `answer-words${on}${blank ? ' blank' : ''}` })),
      Decoration.widget(part.end, slot.foot, { ...still, side: -1, key: `foot ${part.clauseId}` }),
    ]
  })
  return DecorationSet.create(state.doc, drawn)
}

/** What is read out and not drawn: 关于第②条建议：, which the number in the margin says, or all of a heading shown whole below. */
function calledIn({ at, words }: Part, whole: boolean): Decoration[] {
  const called = whole ? words : (/^关于第.{1,4}条建议：/u.exec(words)?.[0] ?? '')
  return called ? [Decoration.inline(at + 1, at + 1 + called.length, { class: 'sr' })] : []
}

/** The blocks below the heading of a part. */
function wordsIn(state: EditorState, part: Part): { from: number; to: number; blank: boolean }[] {
  const found: { from: number; to: number; blank: boolean }[] = []
  state.doc.forEach((node, at) => {
    if (at >= part.bodyAt && at < part.end) found.push({ from: at, to: at + node.nodeSize, blank: !part.written && at === part.bodyAt })
  })
  return found
}

/** Every heading that stood still stands, says the same, and has a line below it to write on. */
function keepsHeadings(transaction: Transaction, state: EditorState, { numbers }: Slots): boolean {
  const after = partsOf(transaction.doc, numbers)
  return partsOf(state.doc, numbers).every((part) => {
    const now = after.find((one) => one.clauseId === part.clauseId)
    return now !== undefined && now.words === part.words && (now.end > now.bodyAt || part.end === part.bodyAt)
  })
}

function tell(view: EditorView, slots: Slots): void {
  const parts = partsOf(view.state.doc, slots.numbers)
  const { head } = view.state.selection
  const at = view.hasFocus() ? parts.find((part) => part.at <= head && head <= part.end)?.clauseId : undefined
  slots.heard.onLook?.({
    at: at ?? null,
    standing: parts.map((part) => part.clauseId),
    written: parts.filter((part) => part.written).map((part) => part.clauseId),
  })
}
