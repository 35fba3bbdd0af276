/**
 * What changed elsewhere. One EventSource a page tells names (`session:ID`, `topic@ORGANISATION`), never contents;
 * every screen that shows such a record asks for it again. A hidden page listens to nothing and asks when it is back.
 */
type Listener = { subjects: readonly string[]; refetch: () => void }

const listeners = new Set<Listener>()
let source: EventSource | null = null
let heard = ''
let planned = false

/** Calls `refetch` when one of the subjects changed, and whenever something may have been missed. */
export function listen(subjects: readonly string[], refetch: () => void): () => void {
  const listener = { subjects, refetch }
  listeners.add(listener)
  plan()
  return () => {
    listeners.delete(listener)
    plan()
  }
}

/** After a deed of ours, or when the page is back: every screen asks again. */
export function refetchAll(): void {
  for (const listener of listeners) listener.refetch()
}

function plan(): void {
  if (planned) return
  planned = true
  setTimeout(() => {
    planned = false
    tune()
  }, 0)
}

function tune(): void {
  const wanted = document.hidden ? '' : [...new Set([...listeners].flatMap((one) => one.subjects))].toSorted().join(',')
  if (wanted === heard && source?.readyState !== EventSource.CLOSED) return
  source?.close()
  source = null
  heard = wanted
  if (wanted === '') return
  const opened = new EventSource(`/api/live?subjects=${encodeURIComponent(wanted)}`)
  source = opened
  opened.addEventListener('open', refetchAll)
  opened.addEventListener('changed', (event) => {
    const name = String((event as MessageEvent).data)
    for (const listener of listeners) if (listener.subjects.includes(name)) listener.refetch()
  })
  opened.addEventListener('error', () => {
    if (opened.readyState === EventSource.CLOSED && source === opened) setTimeout(tune, 5000)
  })
}

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refetchAll()
    plan()
  })
  addEventListener('online', () => {
    refetchAll()
    plan()
  })
}
