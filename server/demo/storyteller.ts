import { sql } from 'drizzle-orm'
import type * as Y from 'yjs'
import type { Card } from '../../shared/cards.ts'
import { clausesOf, newClauseId } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { intakeNotice } from '../../shared/intake.ts'
import { type Actor, actorKey } from '../../shared/people.ts'
import type { Participant } from '../../shared/sessions.ts'
import { listItems } from '../agenda/queries.ts'
import { placeCard } from '../cards/placing.ts'
import { type Context, type Ground, within } from '../house/context.ts'
import type { House } from '../house/house.ts'
import { intakeKeys } from '../intake/keys.ts'
import { raiseIssueAt } from '../intake/raise.ts'
import { findIssue, type IssueRow } from '../intake/records.ts'
import { editDocument } from '../documents/edit.ts'
import { findRevision } from '../documents/queries.ts'
import { hashToken } from '../house/secrets.ts'
import { type OpinionRow, sealOf } from '../opinions/records.ts'
import { loadPerson } from '../people/actor.ts'
import { sessionView } from '../sessions/queries.ts'
import { sessionFor } from '../sessions/records.ts'
import { venue } from '../venues/queries.ts'
import { addClause, readText, removeClause } from '../../shared/sync/text.ts'
import { type GuestKey, type PersonKey, residents, type VenueKey } from './county.ts'
import { type County, demoGuestToken } from './settle-in.ts'

/**
 * Tells the county's stories through the same deeds that people do, each at its own moment: `at` sets the clock,
 * `as` takes a person's part.
 */
export type Storyteller = ReturnType<typeof storyteller>

export function storyteller(house: House, county: County, start: Date) {
  let moment = start
  const ground: Ground = { ...house, clock: { now: async () => moment } }
  const keys = intakeKeys(house.settings.secret)

  async function personOf(key: PersonKey): Promise<Actor> {
    return loadPerson(house.db, moment, county.people[key], 'story')
  }

  function guestOf(key: GuestKey): Extract<Actor, { kind: 'guest' }> {
    return { kind: 'guest', id: county.guests[key], organisationId: county.organisationId, name: residents[key] }
  }

  const isGuest = (key: PersonKey | GuestKey): key is GuestKey => key in residents

  async function as<T>(key: PersonKey | GuestKey, work: (ctx: Context) => Promise<T>): Promise<T> {
    return within(ground, isGuest(key) ? guestOf(key) : await personOf(key), work)
  }

  return {
    house,
    county,
    ground,
    as,
    guestOf,
    /** Sets the clock; stories only move forward. */
    at(to: Date): void {
      moment = to
    },
    now: (): Date => moment,

    /** A resident says a sentence at a venue, on the device that is theirs. */
    async raise(key: GuestKey, where: VenueKey, words: string): Promise<IssueRow> {
      return as(key, async (ctx) => {
        const place = await venue(ctx.tx, county.venues[where])
        const device = hashToken(demoGuestToken(house.settings.secret, county.guests[key], 'echo'))
        const said = {
          code: place!.code, words, fileIds: [], alias: residents[key], contact: '', under14: false, guardian: '',
          noticeVersion: intakeNotice.version,
        }
        const { id } = await raiseIssueAt(ctx, keys, said, device)
        return (await findIssue(ctx.tx, id))!
      })
    },

    /** Runs a deed on an issue as it stands now. */
    async withIssue<T>(key: PersonKey, id: string, work: (ctx: Context, issue: IssueRow) => Promise<T>): Promise<T> {
      return as(key, async (ctx) => work(ctx, (await findIssue(ctx.tx, id))!))
    },

    /** The session as the facilitator's tablet shows it. */
    view: (key: PersonKey, id: string) => as(key, async (ctx) => sessionView(ctx, await sessionFor(ctx, id))),

    items: (key: PersonKey, id: string) => as(key, (ctx) => listItems(ctx, id)),

    /** Writes a clause into a text in somebody's own hand; answers its id. */
    write: (key: PersonKey | GuestKey, documentId: string, words: string): Promise<string> =>
      as(key, (ctx) => editDocument(ctx, documentId, (doc) => addClause(doc, words), actorKey(ctx.actor))),

    /** Writes paragraphs under a heading of a text, in the place of the empty line that waits there. */
    writeUnder: (key: PersonKey, documentId: string, under: { heading: string } | { clauseId: string }, paragraphs: readonly string[]): Promise<void> =>
      as(key, (ctx) => editDocument(ctx, documentId, (doc) => writeBelow(doc, under, paragraphs), actorKey(ctx.actor))),

    /** Writes paragraphs at the end of a text. */
    append: (key: PersonKey, documentId: string, paragraphs: readonly string[]): Promise<void> =>
      as(key, (ctx) =>
        editDocument(
          ctx,
          documentId,
          (doc) => {
            for (const words of paragraphs) addClause(doc, words)
          },
          actorKey(ctx.actor),
        ),
      ),

    join: (key: PersonKey, card: Card, clauseId: string) =>
      as(key, (ctx) => placeCard(ctx, card.id, { version: card.version, join: clauseId })),
  }
}

function writeBelow(doc: Y.Doc, under: { heading: string } | { clauseId: string }, paragraphs: readonly string[]): void {
  const clauses = clausesOf(readText(doc).content)
  const at = clauses.findIndex((clause) => ('clauseId' in under ? clause.id === under.clauseId : clause.heading && clause.text === under.heading))
  if (at < 0) throw new Error('the text of the story has no such heading')
  const next = clauses[at + 1]
  let after = clauses[at]!.id
  for (const words of paragraphs) after = addClause(doc, words, newClauseId(), after)
  if (next && !next.heading && next.text === '') removeClause(doc, next.id)
}

/** The clauses under the seal of an opinion, in their order. */
export async function clausesUnderSeal(ctx: Context, opinion: OpinionRow): Promise<string[]> {
  const seal = await sealOf(ctx.tx, opinion)
  const revision = seal ? await findRevision(ctx.tx, seal.revisionId) : null
  if (!revision || isAgendaContent(revision.content)) throw new Error('the opinion of the story is not sealed')
  return clausesOf(revision.content).filter(({ heading, text }) => !heading && text.trim() !== '').map(({ id }) => id)
}

/** The seat of a name in a session. */
export function seatNamed(session: { participants: Participant[] }, name: string): Participant {
  const seat = session.participants.find((one) => one.name === name)
  if (!seat) throw new Error(`${name} has no seat in the story`)
  return seat
}

/** The real moment, from which every story counts back. */
export async function presentMoment(house: House): Promise<Date> {
  const [row] = await house.db.execute<{ now: string }>(sql`select transaction_timestamp() as now`)
  return new Date(row!.now)
}
