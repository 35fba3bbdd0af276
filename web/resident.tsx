import './tokens.css'
import './parts.css'
import { type ComponentType, lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { House } from './ui/House.tsx'
import { Lost } from './ui/Lost.tsx'
import { wearTypeSize } from './ui/type-size.ts'

/** A resident's page; `code` is what the address names after `/v/`. */
export type ResidentPage = ComponentType<{ code: string }>

/** The resident's pages: small, without a router and without what offices need. */
const pages: readonly { path: RegExp; page: ResidentPage }[] = [
  { path: /^\/v\/([^/]+)\/?$/, page: lazy(async () => ({ default: (await import('./intake/Speak.tsx')).Speak })) },
  { path: /^\/look-up\/?$/, page: lazy(async () => ({ default: (await import('./intake/LookUp.tsx')).LookUp })) },
  { path: /^\/echo\/?$/, page: lazy(async () => ({ default: (await import('./intake/Echo.tsx')).EchoPage })) },
]

wearTypeSize()

const found = pages.map(({ path, page }) => ({ page, match: path.exec(location.pathname) })).find(({ match }) => match)
const Shown = found?.page
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <House>
        <Suspense fallback={<p className="wait" />}>{Shown ? <Shown code={found.match?.[1] ?? ''} /> : <Lost />}</Suspense>
      </House>
    </StrictMode>,
  )
}
