import './no-eval.ts'
import './tokens.css'
import './parts.css'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router'
import { followLinks } from './links.ts'
import { openOffline } from './offline/register.ts'
import { routes } from './routes.tsx'
import { House } from './ui/House.tsx'
import { Lost } from './ui/Lost.tsx'
import { wearTypeSize } from './ui/type-size.ts'

wearTypeSize()

function Frame() {
  return (
    <House>
      <Suspense fallback={<p className="wait" />}>
        <Outlet />
      </Suspense>
    </House>
  )
}

const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Lost broken />,
    children: [...routes.map(({ path, page: Shown }) => ({ path, element: <Shown /> })), { path: '*', element: <Lost /> }],
  },
])
void openOffline()
followLinks((to) => void router.navigate(to))

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  )
}
