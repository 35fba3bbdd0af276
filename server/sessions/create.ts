import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { sessionHosts, sessions } from '../../db/schema/sessions.ts'
import { itemKindOf } from '../../shared/agenda.ts'
import { actorKey, rolesIn } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import {
  grassRootsForms, type newSession, type SessionForm, type SessionPreset, sessionPresets, sessionRefusals, sessionWorkflow,
} from '../../shared/sessions.ts'
import { createAgenda } from '../agenda/ink.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { newToken } from '../house/secrets.ts'
import { createOpinion } from '../opinions/create.ts'
import { organisationIdsOver, organisationTree } from '../people/queries.ts'
import { markScheduled } from '../topics/commands.ts'
import { topicFor } from '../topics/queries.ts'
import { type Venue, venue } from '../venues/queries.ts'
import { ringHosts } from './door.ts'
import { invite } from './participants.ts'
import type { SessionRecord } from './records.ts'

export type NewSession = z.infer<typeof newSession>

/** The form a session takes: the preset's, or one of the same family. */
function formOf(preset: SessionPreset, wanted: SessionForm | undefined): SessionForm {
  const form = wanted ?? sessionPresets[preset].form
  if (grassRootsForms.includes(form) !== grassRootsForms.includes(sessionPresets[preset].form)) {
    throw sessionRefusals.sessionFormNotOfPreset()
  }
  return form
}

/** A venue of one of the hosts, or of a unit under one. */
export async function venueOfHosts(ctx: Context, id: string, hosts: readonly string[]): Promise<Venue> {
  const found = await venue(ctx.tx, id)
  if (!found || found.closedAt) throw no.notFound()
  const over = await organisationIdsOver(ctx.tx, found.organisationId)
  if (!over.some((organisationId) => hosts.includes(organisationId))) throw no.notFound()
  return found
}

/** All hosts: the first, and those that the caller also leads or that stand under it. */
async function hostsFor(ctx: Context, given: NewSession): Promise<string[]> {
  const more = (given.hosts ?? []).filter((id) => id !== given.organisationId)
  const under = more.length === 0 ? [] : await organisationTree(ctx.tx, [given.organisationId])
  for (const id of more) {
    const mine = rolesIn(ctx.actor, [id]).includes('facilitator') || under.some((unit) => unit.id === id)
    if (!mine) throw sessionRefusals.sessionNotHost()
  }
  return [...new Set([given.organisationId, ...more])].toSorted()
}

/** Makes a session with the text of its agenda and its opinion, in one deed. */
export async function createSession(ctx: Context, given: NewSession): Promise<SessionRecord> {
  assertCan(ctx, 'session.create', { hosts: [given.organisationId], mine: null })
  const { organisationId, preset, title } = given
  const form = formOf(preset, given.form)
  const hosts = await hostsFor(ctx, given)
  const place = given.venueId ? await venueOfHosts(ctx, given.venueId, hosts) : null
  if (given.topicId && (await topicFor(ctx, given.topicId)).organisationId !== organisationId) throw no.notFound()
  const items = given.items.map((item) => ({ ...item, kind: itemKindOf(item.kind) }))
  const id = randomUUID()
  const [row] = await ctx.tx
    .insert(sessions)
    .values({
      organisationId, id, title, form, preset,
      state: sessionWorkflow.initial,
      venueId: place?.id ?? null,
      venueName: place?.name ?? '',
      brand: place?.brand ?? '',
      topicId: given.topicId,
      agendaDocumentId: await createAgenda(ctx, { organisationId, preset, items }),
      doorToken: newToken(),
      scheduledAt: given.scheduledAt ? new Date(given.scheduledAt) : null,
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now,
    })
    .returning()
  await ctx.tx.insert(sessionHosts).values(hosts.map((host) => ({ organisationId: host, sessionId: id })))
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'session', id },
    move: 'create',
    to: row!.state,
    facts: { form, venueId: row!.venueId, topicId: row!.topicId, hosts },
  })
  const record: SessionRecord = { ...row!, hosts, mine: null }
  await createOpinion(ctx, { sessionId: id, organisationId, title })
  if (given.topicId) await markScheduled(ctx, given.topicId, id)
  for (const invitation of given.invitations) await invite(ctx, record, invitation)
  await ringHosts(ctx, record)
  return record
}
