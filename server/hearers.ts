import { hearsAssignment } from './assignments/queries.ts'
import { hearsBrief } from './briefs/queries.ts'
import { hearsCard } from './cards/queries.ts'
import { accessTo } from './documents/owner.ts'
import { findDocument } from './documents/queries.ts'
import type { House } from './house/house.ts'
import { deviceHashIn } from './intake/device.ts'
import { isHeldOn, showsIssue } from './intake/records.ts'
import { ownersFor } from './kinds.ts'
import type { Hearer, Hearers } from './live.ts'
import { hearsOpinion } from './opinions/queries.ts'
import { hearsProposal } from './proposals/queries.ts'
import { hearsReport } from './reports/queries.ts'
import { hearsSession } from './sessions/document.ts'
import { showsTopic } from './topics/queries.ts'

/** Of an issue hear the station and, on a device it was opened on, whoever said it. */
const hearsIssue: Hearer = async (ctx, id, headers) =>
  (await showsIssue(ctx, id)) || (await isHeldOn(ctx, id, deviceHashIn(headers)))

/** Which domain says who may hear of its records, by the kind that the ledger names. */
const hearers: Hearers = {
  session: hearsSession, issue: hearsIssue, topic: showsTopic, card: hearsCard, opinion: hearsOpinion,
  proposal: hearsProposal, brief: hearsBrief, report: hearsReport, assignment: hearsAssignment,
}

/** Of a text hear those who may read it. */
const hearsDocument =
  (house: House): Hearer =>
  async (ctx, id) => {
    const document = await findDocument(ctx.tx, id)
    return document !== null && (await accessTo(ownersFor(house), ctx.tx, ctx.actor, document)) !== null
  }

export const hearersFor = (house: House): Hearers => ({ ...hearers, document: hearsDocument(house) })
