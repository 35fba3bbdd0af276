import { type ComponentType, lazy } from 'react'

/** Every page of the house and where it stands, one line each; a page is fetched when it is first opened. */
export const routes: readonly { path: string; page: ComponentType }[] = [
  { path: '/', page: lazy(async () => ({ default: (await import('./home/Home.tsx')).Home })) },
  { path: '/sign-in', page: lazy(async () => ({ default: (await import('./people/SignIn.tsx')).SignIn })) },
  { path: '/demo', page: lazy(async () => ({ default: (await import('./demo/Demo.tsx')).Demo })) },
]
