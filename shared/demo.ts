import { z } from 'zod'

/** What the demonstration's own routes speak; they exist only there. */

export const demoPerson = z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), guest: z.boolean() })
export type DemoPerson = z.infer<typeof demoPerson>

export const demoEnter = z.strictObject({ id: z.string().min(1).max(80) })
export const demoTexts = z.strictObject({ count: z.number().int().min(1).max(1000) })
export const demoClock = z.strictObject({ now: z.iso.datetime({ offset: true }) })

/** The session that is on now: the texts are named by their documents. */
export const demoLive = z.object({ sessionId: z.uuid(), agendaId: z.uuid(), opinionId: z.uuid() })
export type DemoLive = z.infer<typeof demoLive>
