import type { Owners } from './documents/owner.ts'
import { opinionOwner } from './opinions/document.ts'
import { withDemoTexts } from './demo/texts.ts'
import type { House } from './house/house.ts'

/** Which domain owns which kind of text. */
const owners: Owners = { opinion: opinionOwner }

/** The owners, as this house has them: handed to the texts and the rooms by `app.ts` and `boot.ts`. */
export const ownersFor = (house: House): Owners => (house.settings.demo ? withDemoTexts(owners) : owners)
