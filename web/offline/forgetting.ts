import { answersCache, forgetMessage } from './kept-answers.ts'
import { forgetPacks } from './packs.ts'

const patienceMs = 2000

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
