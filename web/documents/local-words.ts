/**
 * What this device holds of texts that the server has not answered for, by account: a list beside the local stores,
 * so that a page knows it before any store is open. Kept by tab: a tab that is gone hands its count on.
 */
export type LocalText = { account: string; documentId: string; generation: number; unsaved: number; tab: string }

const listKey = 'yst.texts'
const tabKey = 'yst.tab'

function read(): LocalText[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(listKey) ?? '[]')
    return Array.isArray(kept) ? (kept as LocalText[]) : []
  } catch {
    return []
  }
}

function write(list: readonly LocalText[]): void {
  try {
    localStorage.setItem(listKey, JSON.stringify(list))
  } catch {
    // Without storage there is no local store either; the page says so (`local.ts`).
  }
}

const newTab = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')

let tab: string | null = null
/** This tab, also after a reload; held as a lock, so that others can tell whether it still lives. */
export function thisTab(): string {
  if (tab !== null) return tab
  try {
    tab = sessionStorage.getItem(tabKey) ?? newTab()
    sessionStorage.setItem(tabKey, tab)
  } catch {
    tab = newTab()
  }
  if (typeof navigator !== 'undefined' && navigator.locks) void navigator.locks.request(`yst-tab-${tab}`, () => new Promise(() => {}))
  return tab
}

async function livingTabs(): Promise<Set<string>> {
  const found = navigator.locks ? await navigator.locks.query() : { held: [] }
  return new Set((found.held ?? []).map(({ name }) => name?.replace(/^yst-tab-/, '') ?? ''))
}

type Text = Pick<LocalText, 'account' | 'documentId' | 'generation'>
const isSame = (a: Text, b: Text): boolean => a.account === b.account && a.documentId === b.documentId && a.generation === b.generation

/** Notes how much of a text is only here; nothing is noted of what is on the server. */
export function noteUnsaved(text: Text, unsaved: number): void {
  const others = read().filter((one) => !(isSame(one, text) && one.tab === thisTab()))
  write(unsaved > 0 ? [...others, { ...text, unsaved, tab: thisTab() }] : others)
}

/** Takes over what this tab before its reload, or a tab that is gone, still held of a text; how many changes it was. */
export async function takeOverUnsaved(text: Text): Promise<number> {
  const living = await livingTabs()
  const mine = (one: LocalText) => isSame(one, text) && (one.tab === thisTab() || !living.has(one.tab))
  const list = read()
  const count = list.filter(mine).reduce((sum, one) => sum + one.unsaved, 0)
  write([...list.filter((one) => !mine(one)), ...(count > 0 ? [{ ...text, unsaved: count, tab: thisTab() }] : [])])
  return count
}

/** Everything of an account that is only on this device. */
export const unsavedOf = (account: string): LocalText[] => read().filter((one) => one.account === account)

/** Older generations of a text whose words never reached the server. */
export const stranded = (text: Text): LocalText[] =>
  read().filter((one) => one.account === text.account && one.documentId === text.documentId && one.generation < text.generation)

export function forgetLocal(text: Text): void {
  write(read().filter((one) => !isSame(one, text)))
}
