import { addRoute, cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import { answersCache, forgetMessage, keptHeader, keptPaths } from './kept-answers.ts'

/**
 * The service worker: the pages themselves, and the latest answers of what a session needs, open without a network.
 * With one, everything comes from the server first. Deeds never pass through here.
 */
declare const offlineFiles: { url: string; revision: string | null }[]
type Told = { data: unknown; ports: readonly MessagePort[]; waitUntil: (work: Promise<unknown>) => void }
declare const self: { addEventListener: (event: 'activate' | 'message', done: (event: Told) => void) => void }

/** Parts of other pages, kept as they are visited until the next version is there. */
const visitedCache = 'visited'
/** How often the kept answers were forgotten since this worker woke. */
let forgotten = 0
const answerMs = 8_000
const pageMs = 4_000

precache(offlineFiles)
addRoute({ cleanURLs: false, directoryIndex: '' })
cleanupOutdatedCaches()

registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      const fresh = await fetch(request, { signal: AbortSignal.timeout(pageMs) }).catch(() => null)
      if (fresh && fresh.status < 500) return fresh
      return (await matchPrecache('/index.html')) ?? fresh ?? Response.error()
    },
    { denylist: [/^\/(api|sync|healthz|assets)(\/|$)/, /^\/(v\/[^/]+|look-up|echo)\/?$/, /\.\w+$/] },
  ),
)

registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'), new CacheFirst({ cacheName: visitedCache }))
self.addEventListener('activate', (event) => event.waitUntil(caches.delete(visitedCache)))

registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && request.method === 'GET' && keptPaths.test(url.pathname),
  new NetworkFirst({
    cacheName: answersCache,
    networkTimeoutSeconds: answerMs / 1000,
    plugins: [
      {
        /** A gateway that says the house is away is no answer of the house. */
        fetchDidSucceed: async ({ response }) => {
          if (response.status >= 502) throw new Error('away')
          return response
        },
        handlerWillStart: async ({ state }) => {
          if (state) state['forgotten'] = forgotten
        },
        /** An answer that was asked for before its owner left is not kept after them. */
        cacheWillUpdate: async ({ response, state }) => (response.status === 200 && state?.['forgotten'] === forgotten ? response : null),
        cachedResponseWillBeUsed: async ({ cachedResponse }) => cachedResponse && asKept(cachedResponse),
      },
    ],
  }),
)

self.addEventListener('message', (event) => {
  if (event.data !== forgetMessage) return
  forgotten += 1
  event.waitUntil(caches.delete(answersCache).then(() => event.ports[0]?.postMessage('done')))
})

/** The same answer, saying that it was kept, and since when. */
function asKept(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.set(keptHeader, headers.get('x-house-time') ?? '')
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}
