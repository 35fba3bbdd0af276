import { replyOwner } from './assignments/document.ts'
import { briefOwner } from './briefs/document.ts'
import type { Owners } from './documents/owner.ts'
import { opinionOwner } from './opinions/document.ts'
import { withDemoTexts } from './demo/texts.ts'
import type { FileOwners } from './files/queries.ts'
import type { House } from './house/house.ts'
import { showsIssue } from './intake/records.ts'
import { proposalOwner } from './proposals/document.ts'
import { reportOwner } from './reports/document.ts'
import { agendaOwner } from './sessions/document.ts'

/** Which domain owns which kind of text. */
const owners: Owners = {
  agenda: agendaOwner, opinion: opinionOwner, proposal: proposalOwner, brief: briefOwner, report: reportOwner, reply: replyOwner,
}

/** The owners, as this house has them: handed to the texts and the rooms by `app.ts` and `boot.ts`. */
export const ownersFor = (house: House): Owners => (house.settings.demo ? withDemoTexts(owners) : owners)

/** Which domain says who may have the files of its records. */
export const fileOwners: FileOwners = { issue: showsIssue }
