import type { PersonKind } from '../../shared/people.ts'

/** Who stands at a caret, as it travels between the pages. */
export type CaretUser = { name: string; kind: PersonKind }

const fadesMs = 2000
const longest = 8

/** Draws somebody's caret: a line in their colour, and their name for a moment. */
export function drawCaret(user: Record<string, unknown>): HTMLElement {
  const { name, kind } = readCaretUser(user)
  const caret = document.createElement('span')
  caret.className = `caret ${kind}`
  const flag = document.createElement('span')
  flag.className = 'flag'
  flag.textContent = [...name].slice(0, longest).join('')
  caret.append('\u2060', flag, '\u2060')
  setTimeout(() => caret.classList.add('faded'), fadesMs)
  return caret
}

const kinds: readonly string[] = ['member', 'resident', 'department', 'expert', 'chair'] satisfies PersonKind[]

/** What others' pages sent may be anything. */
export function readCaretUser(user: unknown): CaretUser {
  const { name, kind } = (user ?? {}) as { name?: unknown; kind?: unknown }
  return {
    name: typeof name === 'string' && name !== '' ? name : '有人',
    kind: typeof kind === 'string' && kinds.includes(kind) ? (kind as PersonKind) : 'chair',
  }
}
