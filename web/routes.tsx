import { type ComponentType, lazy } from 'react'

/** Every page of the house and where it stands, one line each; a page is fetched when it is first opened. */
export const routes: readonly { path: string; page: ComponentType }[] = [
  { path: '/', page: lazy(async () => ({ default: (await import('./home/Home.tsx')).Home })) },
  { path: '/desk', page: lazy(async () => ({ default: (await import('./home/DeskHome.tsx')).DeskHome })) },
  { path: '/sign-in', page: lazy(async () => ({ default: (await import('./people/SignIn.tsx')).SignIn })) },
  { path: '/demo', page: lazy(async () => ({ default: (await import('./demo/Demo.tsx')).Demo })) },
  { path: '/sessions', page: lazy(async () => ({ default: (await import('./sessions/Sessions.tsx')).Sessions })) },
  { path: '/sessions/new', page: lazy(async () => ({ default: (await import('./sessions/NewSession.tsx')).NewSession })) },
  { path: '/sessions/:id', page: lazy(async () => ({ default: (await import('./sessions/SessionPage.tsx')).SessionPage })) },
  { path: '/s', page: lazy(async () => ({ default: (await import('./sessions/DoorCode.tsx')).DoorCode })) },
  { path: '/s/:token', page: lazy(async () => ({ default: (await import('./sessions/Door.tsx')).Door })) },
  { path: '/set-up', page: lazy(async () => ({ default: (await import('./people/SetUp.tsx')).SetUp })) },
  { path: '/welcome', page: lazy(async () => ({ default: (await import('./people/Welcome.tsx')).Welcome })) },
  { path: '/me', page: lazy(async () => ({ default: (await import('./people/Mine.tsx')).Mine })) },
  { path: '/admin', page: lazy(async () => ({ default: (await import('./admin/Units.tsx')).Units })) },
  { path: '/admin/people', page: lazy(async () => ({ default: (await import('./admin/People.tsx')).People })) },
  { path: '/admin/venues', page: lazy(async () => ({ default: (await import('./venues/Venues.tsx')).Venues })) },
  { path: '/admin/venues/:id/poster', page: lazy(async () => ({ default: (await import('./venues/Poster.tsx')).Poster })) },
  { path: '/issues', page: lazy(async () => ({ default: (await import('./intake/desk/Issues.tsx')).Issues })) },
  { path: '/issues/new', page: lazy(async () => ({ default: (await import('./intake/desk/RecordIssue.tsx')).RecordIssue })) },
  { path: '/issues/:id', page: lazy(async () => ({ default: (await import('./intake/desk/IssuePage.tsx')).IssuePage })) },
  { path: '/topics', page: lazy(async () => ({ default: (await import('./topics/Topics.tsx')).Topics })) },
  { path: '/topics/new', page: lazy(async () => ({ default: (await import('./topics/NewTopic.tsx')).NewTopic })) },
  { path: '/topics/:id', page: lazy(async () => ({ default: (await import('./topics/TopicPage.tsx')).TopicPage })) },
]
