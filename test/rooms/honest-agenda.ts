import type * as Y from 'yjs'
import { addItem, itemText, readAgenda, removeItem, retype, setItem } from '../../shared/sync/agenda.ts'
import { runsOf } from '../../shared/sync/text.ts'
import { type Draw, here, type HonestPage, type Mine } from './honest.ts'

/** What the editor of an agenda does, also where one may only contribute. */

const words = ['路宽', '围墙', '', '路宽路宽', '请委员先看现场', '𠮷']
let ids = 0
const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`

const ownsAll = (page: HonestPage, mine: Mine, text: Y.Text | null, from = 0, to = Infinity): boolean => {
  let at = 0
  for (const run of text ? runsOf(text) : []) {
    if (at < to && at + run.length > from && !mine.get(page.account)!.has(run.client)) return false
    at += run.length
  }
  return true
}

export function actOnAgenda(page: HonestPage, { op, a, b, c }: Draw, mine: Mine): void {
  const { items } = readAgenda(page.doc)
  const item = items[a % Math.max(1, items.length)]
  const mayChange = item && (!page.limited || (['words', 'note'] as const).every((name) => ownsAll(page, mine, itemText(page.doc, item.id, name))))
  const kind = op % 8
  page.doc.transact(() => {
    if (!item || kind === 0) addItem(page.doc, { id: newId(), words: words[b % words.length]!, note: '', kind: 'talk', minutes: 15, order: `a${c}` })
    else if (kind === 1) {
      if (mayChange) setItem(page.doc, item.id, { minutes: 1 + (b % 90), order: `a${c}` })
    } else if (kind === 2) {
      if (mayChange) removeItem(page.doc, item.id)
    } else write(page, mine, item.id, kind < 6 ? 'note' : 'words', b, c)
  }, here)
}

/** From the start of a session only notes are written. */
export function actOnNotes(page: HonestPage, { a, b, c }: Draw, mine: Mine): void {
  const { items } = readAgenda(page.doc)
  const item = items[a % Math.max(1, items.length)]
  if (item) page.doc.transact(() => write(page, mine, item.id, 'note', b, c), here)
}

function write(page: HonestPage, mine: Mine, id: string, name: 'words' | 'note', b: number, c: number): void {
  const text = itemText(page.doc, id, name)
  if (!text) return
  const now = [...text.toString()]
  const at = b % (now.length + 1)
  const isErasing = c % 3 === 0 && at < now.length
  if (!isErasing) return retype(text, [...now.slice(0, at), words[c % words.length]!, ...now.slice(at)].join(''))
  const next = [...now.slice(0, at), ...now.slice(at + 1)].join('')
  // The input asks whose it is that goes, as the change is found.
  let start = 0
  while (start < next.length && text.toString()[start] === next[start]) start += 1
  const gone = text.length - next.length
  if (!page.limited || ownsAll(page, mine, text, Math.max(0, start - 1), start + gone)) retype(text, next)
}
