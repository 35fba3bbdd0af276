import { unsavedOf } from '../documents/local-words.ts'
import { forgetAnswers } from './forgetting.ts'

const lastKey = 'yst.account'

/**
 * Somebody is here, or nobody any more (null): what was kept for another is not shown to this one, and what they once wrote on this device and
 * could not send is sent now.
 */
export async function arrive(account: string | null): Promise<void> {
  await turnOver(account)
  here = account
  await sendWhatWaits()
}

let here: string | null = null
if (typeof addEventListener === 'function') addEventListener('online', () => void sendWhatWaits())

async function sendWhatWaits(): Promise<void> {
  if (here === null || !navigator.onLine || unsavedOf(here).length === 0) return
  try {
    await (await import('./leaving.ts')).sendKept(here)
  } catch {
    // Still no network: the words stay, and are sent when there is one.
  }
}

async function turnOver(account: string | null): Promise<void> {
  try {
    const last = localStorage.getItem(lastKey)
    if (account === null) localStorage.removeItem(lastKey)
    else localStorage.setItem(lastKey, account)
    if (last !== null && last !== account) await forgetAnswers()
  } catch {
    await forgetAnswers()
  }
}
