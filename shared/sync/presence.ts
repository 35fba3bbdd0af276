import type { PersonKind } from '../people.ts'

/** Who somebody is beside their caret: stamped by the server, never taken from a page. */
export type PresentPerson = { name: string; kind: PersonKind; color: string }
/** What others see of a page: its person, and where the caret is. */
export type PresenceState = { user: PresentPerson; cursor: unknown }

/** The colour families of `look.md`, for carets and their labels; always beside a name. */
export const personColours: Record<PersonKind, string> = {
  member: '#2F4B7C',
  resident: '#4E6A1C',
  department: '#7A4B1E',
  expert: '#5B3F86',
  chair: '#1E1B17',
}
