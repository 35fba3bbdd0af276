/**
 * Opens pages without a network where the browser allows it: over HTTPS, or on this very machine. Elsewhere the pages
 * work as ever while there is a network.
 */
export async function openOffline(): Promise<void> {
  if (!canOpenOffline()) return
  try {
    await navigator.serviceWorker.register('/worker.js')
  } catch {
    // A browser that keeps no workers (private windows) is one without this comfort, and no worse.
  }
}

export const canOpenOffline = (): boolean => import.meta.env.PROD && isSecureContext && 'serviceWorker' in navigator
