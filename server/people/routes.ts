import { street } from '../house/route.ts'
import { deskRoutes } from './desk-routes.ts'
import { doorRoutes } from './door-routes.ts'

/** The street of people: the door everyone passes, and the administrator's desk. */
export const peopleRoutes = street().join(doorRoutes).join(deskRoutes)
