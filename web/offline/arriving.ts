import { unsavedOf } from '../documents/local-words.ts'
import { answersCache, forgetMessage } from './kept-answers.ts'
import { forgetPacks } from './packs.ts'

/** Drops the answers and packs this device kept. */
export async function forgetAnswers(): Promise<void> {
  forgetPacks()
  const worker = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null
  if (worker) await askToForget(worker)
  else if ('caches' in globalThis) await caches.delete(answersCache)
}

/** The worker itself drops them, and what is on its way; a worker that does not answer is not waited for. */
function askToForget(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve())
    port1.start()
    worker.postMessage(forgetMessage, [port2])
    setTimeout(() => void caches.delete(answersCache).finally(resolve), patienceMs)
  })
}

const patienceMs = 2000
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
