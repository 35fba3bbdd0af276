/**
 * Who wrote which characters. `part` is a clause id, or for the agenda an item's id (its words) or `id.note`; `from`
 * and `to` count UTF-16 units in that part. Together the spans cover every character of the text.
 */
export type AuthorSpan = { part: string; from: number; to: number; account: string }

/** The hand of the house itself: what it writes when it makes a text or settles one. */
export const serverAccount = 'server'

/** Adds a run, joining it to the one before where the same hand goes on. */
export function addSpan(spans: AuthorSpan[], span: AuthorSpan): void {
  const last = spans.at(-1)
  if (span.from === span.to) return
  if (last && last.part === span.part && last.account === span.account && last.to === span.from) last.to = span.to
  else spans.push({ ...span })
}
