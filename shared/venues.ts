import { z } from 'zod'
import { refusals } from './refusals.ts'

/** Places where people deliberate (场所, Venue); one may be several things at once. */
export const venueTypes = {
  deliberationPavilion: '议事亭',
  deliberationRoom: '协商议事室',
  benchMeeting: '板凳会',
  memberStation: '委员工作站',
  memberStudio: '委员工作室',
  liaisonRoom: '委员联络室',
  sectorRoom: '界别活动室',
  memberPost: '委员驿站',
} as const
export type VenueType = keyof typeof venueTypes
export const venueTypeNames = Object.keys(venueTypes) as [VenueType, ...VenueType[]]

/** What an administrator writes about a venue. */
export const venueFields = z.object({
  name: z.string().trim().min(2).max(40),
  number: z.string().trim().max(20).nullable(),
  place: z.string().trim().max(80),
  types: z.array(z.enum(venueTypeNames)).max(venueTypeNames.length),
  brand: z.string().trim().max(40).nullable(),
})
export type VenueFields = z.infer<typeof venueFields>

/** A closed venue keeps its records; its QR leads nowhere. */
export const isVenueOpen = (venue: { closedAt: Date | string | null }): boolean => venue.closedAt === null

export const noVenue = refusals({
  doorUnknown: [404, '这个二维码认不出来了，可能换了新的。请看看现场有没有新贴的，或问一问工作人员。'],
  doorClosed: [404, '这个场所现在不开放。有事可以找村（社区）干部，或到别的议事点说。'],
  venueNameTaken: [409, '这个名称的场所已经有了，请换一个。'],
})
