import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { organisationLevels, organisationsOf, roles, type OrganisationLevel } from '../../shared/people.ts'
import {
  givenPasswordText, newPasswordText, organisationNameText, personNameText, usernameText,
} from '../../shared/people-forms.ts'
import { no } from '../../shared/refusals.ts'
import type { Context } from '../house/context.ts'
import { act, actAtDoor, ask, commandOf, deed, type Env, idParams, isRepeat, noParams, query, street } from '../house/route.ts'
import { addressOf } from '../house/origin.ts'
import { lookAtLink, useLink } from './links.ts'
import { assertOwnPassword, withBudgets } from './passwords.ts'
import { noteProof } from './proofs.ts'
import { organisationNames } from './queries.ts'
import { setUpHouse } from './set-up.ts'
import { closeSignIn, openSignIn, recordSignIn, recordSignOut } from './sign-in.ts'
import { changePassword, endSignIn, listSignIns } from './sign-ins.ts'

const levels = Object.keys(organisationLevels) as [OrganisationLevel, ...OrganisationLevel[]]
const token = z.string().min(20).max(200)
const nothing = z.object({})

const setUpRoute = deed({
  action: 'house.setUp',
  path: '/api/set-up',
  summary: '用一次性的设置链接建立政协和第一位管理员',
  params: noParams,
  body: z.object({
    token,
    organisation: z.object({ name: organisationNameText, level: z.enum(levels) }),
    administrator: z.object({ name: personNameText, username: usernameText, password: newPasswordText }),
  }),
  answer: z.object({ organisationId: z.uuid(), personId: z.string() }),
})

const signInRoute = deed({
  action: 'house.signIn',
  path: '/api/sign-in',
  summary: '登录',
  params: noParams,
  body: z.object({ username: z.string().trim().min(1).max(40), password: givenPasswordText }),
  answer: z.object({ personId: z.string(), name: z.string() }),
})

const signOutRoute = deed({
  action: 'house.signOut', path: '/api/sign-out', summary: '退出登录', params: noParams, body: nothing, answer: nothing,
})

const meRoute = query({
  action: 'house.me',
  path: '/api/me',
  summary: '现在是谁，可以办什么',
  params: noParams,
  answer: z.object({
    actor: z.object({
      kind: z.enum(['stranger', 'guest', 'person']),
      id: z.string(),
      name: z.string(),
      roles: z.array(z.object({ organisationId: z.uuid(), organisationName: z.string(), role: z.enum(roles) })),
    }),
    may: z.array(z.string()),
    demo: z.boolean(),
  }),
})

const lookAtLinkRoute = deed({
  action: 'house.welcome',
  path: '/api/welcome/look',
  summary: '一次性链接是给谁的',
  params: noParams,
  body: z.object({ token }),
  answer: z.object({
    name: z.string(),
    username: z.string(),
    organisationName: z.string(),
    purpose: z.enum(['firstSignIn', 'forgottenPassword']),
    expiresAt: z.iso.datetime(),
  }),
})

const welcomeRoute = deed({
  action: 'house.welcome',
  path: '/api/welcome',
  summary: '用一次性链接设密码并登录',
  params: noParams,
  body: z.object({ token, username: usernameText.optional(), password: newPasswordText }),
  answer: z.object({ personId: z.string(), username: z.string() }),
})

const passwordRoute = deed({
  action: 'house.changePassword',
  path: '/api/password',
  summary: '改密码；别处的登录都会退出',
  params: noParams,
  body: z.object({ current: givenPasswordText, next: newPasswordText }),
  answer: nothing,
})

const proveRoute = deed({
  action: 'house.provePassword',
  path: '/api/prove-password',
  summary: '再输一次密码：五分钟内可以评价',
  params: noParams,
  body: z.object({ password: givenPasswordText }),
  answer: z.object({ provedAt: z.iso.datetime() }),
})

const signInsRoute = query({
  action: 'house.signIns',
  path: '/api/sign-ins',
  summary: '我在哪些设备上登录着',
  params: noParams,
  answer: z.object({
    signIns: z.array(
      z.object({
        id: z.string(), current: z.boolean(), device: z.string(), address: z.string(), since: z.iso.datetime(),
        lastSeen: z.iso.datetime(),
      }),
    ),
  }),
})

const endSignInRoute = deed({
  action: 'house.endSignIn',
  path: '/api/sign-ins/{id}/end',
  summary: '让一台设备退出登录',
  params: idParams,
  body: nothing,
  answer: nothing,
})

/** The door of the house: setting up, coming in, leaving, one's own password and devices. */
export const doorRoutes = street()
  .on(setUpRoute, async (c, { body }) => {
    const given = body
    await commandOf(c)
    const guesses = { bucket: `set-up:${addressOf(c)}`, limit: 20, windowSeconds: 15 * 60 }
    const answer = await withBudgets(c.var.house, [guesses], () => actAtDoor(c, (ctx) => setUpHouse(ctx, given)))
    await openSignIn(c, given.administrator.username, given.administrator.password)
    return answer
  })
  .on(signInRoute, async (c, { body }) => {
    const { username, password } = body
    await commandOf(c)
    const who = await openSignIn(c, username, password)
    const answer = await actAtDoor(c, async (ctx) => {
      await recordSignIn(ctx, who)
      return { personId: who.id, name: who.name }
    })
    return answer
  })
  .on(signOutRoute, async (c) => {
    await actAtDoor(c, async (ctx) => {
      if (ctx.actor.kind === 'person') await recordSignOut(ctx, ctx.actor)
      return {}
    })
    await closeSignIn(c)
    return {}
  })
  .on(meRoute, (c) => ask(c, (ctx) => whoAmI(ctx, c)))
  .on(lookAtLinkRoute, (c, { body }) => actAtDoor(c, (ctx) => lookAtLink(ctx, body.token)))
  .on(welcomeRoute, async (c, { body }) => {
    const given = body
    const answer = await actAtDoor(c, (ctx) => useLink(ctx, given))
    await openSignIn(c, answer.username, given.password)
    return answer
  })
  .on(passwordRoute, async (c, { body }) => {
    const { current, next } = body
    if (c.var.actor.kind !== 'person') throw no.notSignedIn()
    if (!(await isRepeat(c))) await assertOwnPassword(c, current)
    return act(c, (ctx) => changePassword(ctx, next))
  })
  .on(proveRoute, async (c, { body }) => {
    if (c.var.actor.kind !== 'person') throw no.notSignedIn()
    if (!(await isRepeat(c))) await assertOwnPassword(c, body.password)
    return act(c, noteProof)
  })
  .on(signInsRoute, (c) => ask(c, listSignIns))
  .on(endSignInRoute, (c, { params }) => act(c, (ctx) => endSignIn(ctx, params.id)))

async function whoAmI(ctx: Context, c: HonoContext<Env>) {
  const { demo } = c.var.house.settings
  const { actor } = ctx
  const may = ctx.can.may(actor, 'house', {}).map((verb) => `house.${verb}`)
  if (actor.kind === 'guest') return { actor: { kind: actor.kind, id: actor.id, name: actor.name, roles: [] }, may, demo }
  if (actor.kind !== 'person') return { actor: { kind: 'stranger' as const, id: '', name: '', roles: [] }, may, demo }
  const mine = organisationsOf(actor)
  const names = await organisationNames(ctx.tx, mine)
  const roles = actor.roles.map((one) => ({ ...one, organisationName: names.get(one.organisationId) ?? '' }))
  const verbs = (noun: string) =>
    mine.flatMap((id) => ctx.can.may(actor, noun, { organisationIds: [id], seenFrom: [], closed: false }).map((verb) => `${noun}.${verb}`))
  const desk = [...new Set([...verbs('organisation'), ...verbs('venue')])]
  return { actor: { kind: actor.kind, id: actor.id, name: actor.name, roles }, may: [...may, ...desk], demo }
}
