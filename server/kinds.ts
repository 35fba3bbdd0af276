import type { Owners } from './documents/owner.ts'

/** Which domain owns which kind of text: handed to the texts and the rooms by `app.ts` and `main.ts`. */
export const owners: Owners = {}
