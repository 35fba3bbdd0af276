import * as Y from 'yjs'
import { newClauseId } from '../../../shared/documents/clauses.ts'
import { textRoot } from '../../../shared/documents/kinds.ts'
import type { Chance } from '../../rooms/chance.ts'
import { plain } from '../../rooms/honest.ts'
import { type Entry, type Ledger, marksIn, placeBetweenMarks } from './ledger.ts'

/** The writing hand of a page: every change is one update, and stands in the ledger before it is sent. */
export type Scribe = {
  /** One change by chance: mostly marks put in, here and there one taken out or set off. */
  write: () => void
  /** Puts words of one's own making in, as a mark. */
  say: (words: string) => void
  /** Takes out a mark that stands there. */
  takeOut: (mark: string) => void
  lastEntry: () => Entry
}

export function createScribe({ name, doc, ledger, chance }: { name: string; doc: Y.Doc; ledger: Ledger; chance: Chance }): Scribe {
  const root = doc.getXmlFragment(textRoot)
  let last: Entry | null = null
  let own: Y.XmlText | null = null

  function textsIn(): Y.XmlText[] {
    return root.toArray().flatMap((block) => (block instanceof Y.XmlElement ? block.toArray().filter((part) => part instanceof Y.XmlText) : []))
  }
  /** A text of one's own, or the text's first, where everybody's words meet. */
  function pick(): Y.XmlText | null {
    const isOwnThere = own && !own['_item']?.deleted
    if (isOwnThere && chance.below(3) > 0) return own
    const texts = textsIn()
    return texts.length > 0 && chance.oneIn(2) ? texts[0]! : isOwnThere ? own : null
  }

  function put(mark: string): void {
    last = ledger.note({ kind: 'in', mark })
    const into = pick()
    if (into) {
      into.insert(placeBetweenMarks(plain(into), chance), mark)
      return
    }
    doc.transact(() => {
      const block = new Y.XmlElement('paragraph')
      block.setAttribute('clauseId', newClauseId())
      own = new Y.XmlText()
      block.insert(0, [own])
      own.insert(0, mark)
      root.insert(root.length, [block])
    })
  }

  function takeOut(mark: string): void {
    for (const text of textsIn()) {
      const at = plain(text).indexOf(mark)
      if (at < 0) continue
      last = ledger.note({ kind: 'out', mark })
      text.delete(at, mark.length)
      return
    }
  }

  function setOff(text: Y.XmlText): void {
    const [mark] = marksIn(plain(text))
    if (!mark) return
    last = ledger.note({ kind: 'other', mark })
    doc.transact(() => text.format(plain(text).indexOf(mark), mark.length, { bold: chance.oneIn(2) ? {} : null }))
  }

  return {
    write() {
      const what = chance.below(10)
      const texts = what < 4 ? textsIn() : []
      const text = texts.length > 0 ? chance.pick(texts) : null
      const marks = text ? marksIn(plain(text)) : []
      if (text && what === 3) setOff(text)
      else if (text && marks.length > 3) takeOut(chance.pick(marks))
      else put(ledger.mark(name))
    },
    say: put,
    takeOut,
    lastEntry: () => last!,
  }
}
