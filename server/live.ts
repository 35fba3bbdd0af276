import { z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { type Actor, rolesIn } from '../shared/people.ts'
import type { Policy } from './house/can.ts'
import { type Context, within } from './house/context.ts'
import type { House } from './house/house.ts'
import { noParams, rawQuery, street } from './house/route.ts'

/**
 * Whether this actor may hear of that record; handed in by the domain that owns it. `headers` are the request's own: a
 * resident is known by what their device holds.
 */
export type Hearer = (ctx: Context, id: string, headers: Headers) => Promise<boolean>
export type Hearers = Readonly<Record<string, Hearer>>

/** Anyone may listen; what they hear is decided for each subject. */
export const livePolicy: Policy<unknown, 'listen'> = {
  noun: 'live',
  label: '铃声',
  organisations: () => [],
  rules: { listen: { anyone: true } },
}

const heartbeatMs = 20_000
/** The door is opened anew this often, so that a right that was taken away stops being heard. */
const openMs = 10 * 60_000
const mostSubjects = 40

const listenRoute = rawQuery({
  action: 'live.listen', path: '/api/live', summary: '听一听哪些记录有了变化：只报名字，不报内容',
  params: noParams,
  query: z.object({ subjects: z.string().min(1).max(4000) }),
  type: 'text/event-stream',
})

/**
 * The bell: tells open screens the names of records that changed, and nothing else. A subject is `kind:id`, or
 * `kind@organisation` for any record of that kind there. What someone may not hear is left out without a word.
 */
export function createLiveRoutes(hearersFor: (house: House) => Hearers) {
  return street().on(listenRoute, async (c, { query }) => {
    const { house, actor } = c.var
    const asked = [...new Set(query.subjects.split(','))].slice(0, mostSubjects)
    const names = await within(house, actor, async (ctx) => {
      const heard: string[] = []
      const hearers = hearersFor(house)
      for (const name of asked) if (await mayHear(ctx, hearers, name, c.req.raw.headers)) heard.push(name)
      return heard
    })
    const bell = bellOf(house)
    await bell.ready
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'hearing', data: names.join(',') })
      await new Promise<void>((done) => {
        const end = bell.join(names, (name) => void stream.writeSSE({ event: 'changed', data: name }), () => stop())
        const beat = setInterval(() => void stream.write(':\n\n'), heartbeatMs)
        const limit = setTimeout(() => stop(), openMs)
        function stop() {
          end()
          clearInterval(beat)
          clearTimeout(limit)
          done()
        }
        stream.onAbort(stop)
      })
    })
  })
}

type Ear = { names: ReadonlySet<string>; tell: (name: string) => void; stop: () => void }
type Bell = {
  ready: Promise<void>
  join: (names: readonly string[], tell: (name: string) => void, stop: () => void) => () => void
  close: () => Promise<void>
}

const bells = new WeakMap<House, Bell>()

/** Ends every open stream and stops listening; part of closing the house. */
export async function closeBell(house: House): Promise<void> {
  await bells.get(house)?.close()
  bells.delete(house)
}

/** One listening connection a process, opened when the first screen asks. */
function bellOf(house: House): Bell {
  const known = bells.get(house)
  if (known) return known
  const ears = new Set<Ear>()
  const stopAll = () => {
    for (const ear of ears) ear.stop()
  }
  let again = false
  const listening = house.sql.listen(
    'bell',
    (payload) => {
      for (const ear of ears) if (ear.names.has(payload)) ear.tell(payload)
    },
    () => {
      // The connection was lost for a while: what rang meanwhile is unknown, so every screen comes anew and asks.
      if (again) stopAll()
      again = true
    },
  )
  const bell: Bell = {
    ready: listening.then(() => undefined),
    join(names, tell, stop) {
      const ear = { names: new Set(names), tell, stop }
      ears.add(ear)
      return () => ears.delete(ear)
    },
    async close() {
      stopAll()
      await (await listening).unlisten()
    },
  }
  bell.ready.catch(() => bells.delete(house))
  bells.set(house, bell)
  return bell
}

async function mayHear(ctx: Context, hearers: Hearers, name: string, headers: Headers): Promise<boolean> {
  const [, kind = '', separator, id = ''] = /^([a-zA-Z]{1,40})([:@])([0-9a-f-]{36})$/.exec(name) ?? []
  if (separator === '@') return isOfOrganisation(ctx.actor, id)
  const hearer = separator === ':' && Object.hasOwn(hearers, kind) ? hearers[kind] : undefined
  return hearer ? hearer(ctx, id, headers) : false
}

function isOfOrganisation(actor: Actor, organisationId: string): boolean {
  return rolesIn(actor, [organisationId]).length > 0
}
