/** Paths of the resident's own entry: a link to them leaves this one. */
const residentPaths = /^\/(v\/|look-up$|echo$)/

/**
 * Lets plain links be the only links: a click on one of ours is followed without loading the page anew, everything
 * else (a new tab, a download, another entry) stays the browser's.
 */
export function followLinks(go: (to: string) => void): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname.startsWith('/api/') || residentPaths.test(link.pathname)) return
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
    scrollTo(0, 0)
  })
}
