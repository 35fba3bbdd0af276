import { z } from '@hono/zod-openapi'
import {
  organisationKinds, type OrganisationKind, organisationLevels, type OrganisationLevel, roles, unitKinds,
} from '../../shared/people.ts'
import { organisationNameText, organisationSettings, personNameText, usernameText } from '../../shared/people-forms.ts'
import { act, ask, deed, idParams, noParams, query, street } from '../house/route.ts'
import { createPerson, deactivatePerson, editPerson, endRole, grantRole, pastePeople, reactivatePerson } from './commands.ts'
import { listPeople, presentPerson } from './desk.ts'
import { addressOfLink, type LinkMade, sendLink } from './links.ts'
import { changeSettings, createUnit, listOrganisations, renameOrganisation } from './organisations.ts'
import type { Settings } from '../house/house.ts'

const may = z.array(z.string())
const version = z.int().min(1)
const moment = z.iso.datetime()
const day = z.iso.date()

const organisationAnswer = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  kind: z.enum(Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]),
  level: z.enum(Object.keys(organisationLevels) as [OrganisationLevel, ...OrganisationLevel[]]).nullable(),
  name: z.string(),
  settings: organisationSettings,
  version,
  may,
})

const personAnswer = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  hasPassword: z.boolean(),
  deactivatedAt: moment.nullable(),
  version,
  roles: z.array(
    z.object({
      id: z.uuid(), organisationId: z.uuid(), organisationName: z.string(), role: z.enum(roles), since: moment,
      until: moment.nullable(), over: z.boolean(), version, may,
    }),
  ),
  may,
})

const linkAnswer = z.object({ link: z.string(), purpose: z.enum(['firstSignIn', 'forgottenPassword']), expiresAt: moment })

/** The address of a link joins the answer on its way out, so that no stored answer holds it. */
function withAddress(settings: Settings, { linkId, purpose, expiresAt }: LinkMade) {
  return { link: addressOfLink(settings, linkId), purpose, expiresAt }
}

const organisationsRoute = query({
  action: 'organisation.see',
  path: '/api/organisations',
  summary: '我管理的单位',
  params: noParams,
  answer: z.object({ organisations: z.array(organisationAnswer) }),
})
const createUnitRoute = deed({
  action: 'organisation.createUnit',
  path: '/api/organisations',
  summary: '新设一个专委会、承办单位或乡镇',
  params: noParams,
  body: z.object({ parentId: z.uuid(), kind: z.enum(unitKinds), name: organisationNameText }),
  answer: organisationAnswer,
})
const renameRoute = deed({
  action: 'organisation.rename',
  path: '/api/organisations/{id}/rename',
  summary: '改单位名称',
  params: idParams,
  body: z.object({ name: organisationNameText, version }),
  answer: organisationAnswer,
})
const settingsRoute = deed({
  action: 'organisation.changeSettings',
  path: '/api/organisations/{id}/settings',
  summary: '改本政协的办法',
  params: idParams,
  body: z.object({ openNow: z.boolean(), handwrittenSignature: z.boolean(), version }),
  answer: organisationAnswer,
})

const peopleRoute = query({
  action: 'organisation.listPeople',
  path: '/api/people',
  summary: '我管理的人员',
  params: noParams,
  query: z.object({
    search: z.string().max(40).optional(),
    organisationId: z.uuid().optional(),
    left: z.enum(['true', 'false']).optional(),
    from: z.coerce.number().int().min(0).max(1_000_000).optional(),
  }),
  answer: z.object({ people: z.array(personAnswer), total: z.int(), pageLength: z.int() }),
})
const personRoute = query({
  action: 'person.see', path: '/api/people/{id}', summary: '一个人和其任职', params: idParams, answer: personAnswer,
})
const createPersonRoute = deed({
  action: 'organisation.createPerson',
  path: '/api/people',
  summary: '添加一个人',
  params: noParams,
  body: z.object({
    organisationId: z.uuid(),
    name: personNameText,
    username: usernameText,
    roles: z.array(z.enum(roles)).max(roles.length),
    from: day.nullable().optional(),
    to: day.nullable().optional(),
  }),
  answer: z.object({ person: personAnswer, link: linkAnswer }),
})
const pasteRoute = deed({
  action: 'organisation.createPerson',
  path: '/api/people/paste',
  summary: '从表格粘贴，一次添加多人',
  params: noParams,
  body: z.object({ organisationId: z.uuid(), text: z.string().min(1).max(60_000), preview: z.boolean() }),
  answer: z.object({
    lines: z.array(
      z.object({
        line: z.int(), name: z.string(), username: z.string(), roles: z.array(z.enum(roles)),
        organisationId: z.uuid().nullable(), unit: z.string(), problems: z.array(z.string()),
      }),
    ),
    made: z.array(z.object({ id: z.string(), name: z.string(), username: z.string(), link: linkAnswer })),
  }),
})
const editRoute = deed({
  action: 'person.edit',
  path: '/api/people/{id}/edit',
  summary: '改姓名或用户名',
  params: idParams,
  body: z.object({ name: personNameText, username: usernameText, version }),
  answer: personAnswer,
})
const grantRoleRoute = deed({
  action: 'person.grantRole',
  path: '/api/people/{id}/roles',
  summary: '让一个人担任一个角色',
  params: idParams,
  body: z.object({
    organisationId: z.uuid(), role: z.enum(roles), from: day.nullable().optional(), to: day.nullable().optional(),
  }),
  answer: personAnswer,
})
const endRoleRoute = deed({
  action: 'role.end',
  path: '/api/roles/{id}/end',
  summary: '结束一个任职',
  params: idParams,
  body: z.object({ lastDay: day.nullable().optional(), version }),
  answer: z.object({ personId: z.string(), until: moment }),
})
const linkRoute = deed({
  action: 'person.sendLink',
  path: '/api/people/{id}/link',
  summary: '给一个人一次性链接（72 小时）',
  params: idParams,
  body: z.object({}),
  answer: linkAnswer,
})
const deactivateRoute = deed({
  action: 'person.deactivate',
  path: '/api/people/{id}/deactivate',
  summary: '停用账号：记录保留，登录全部退出',
  params: idParams,
  body: z.object({ version }),
  answer: z.object({ id: z.string(), deactivatedAt: moment, version }),
})
const reactivateRoute = deed({
  action: 'person.reactivate',
  path: '/api/people/{id}/reactivate',
  summary: '恢复账号',
  params: idParams,
  body: z.object({ version }),
  answer: personAnswer,
})

/** The administrator's desk: units, people, roles and one-time links. */
export const deskRoutes = street()
  .on(organisationsRoute, (c) => ask(c, listOrganisations))
  .on(createUnitRoute, (c, { body }) => act(c, (ctx) => createUnit(ctx, body)))
  .on(renameRoute, (c, { params, body }) =>
    act(c, (ctx) => renameOrganisation(ctx, params.id, body)),
  )
  .on(settingsRoute, (c, { params, body }) =>
    act(c, (ctx) => changeSettings(ctx, params.id, body)),
  )
  .on(peopleRoute, (c, { query }) => ask(c, (ctx) => listPeople(ctx, query)))
  .on(personRoute, (c, { params }) => ask(c, (ctx) => presentPerson(ctx, params.id)))
  .on(createPersonRoute, async (c, { body }) => {
    const { settings } = c.var.house
    const { person, link } = await act(c, (ctx) => createPerson(ctx, settings, body))
    return { person, link: withAddress(settings, link) }
  })
  .on(pasteRoute, async (c, { body }) => {
    const { settings } = c.var.house
    const { lines, made } = await act(c, (ctx) => pastePeople(ctx, settings, body))
    return { lines, made: made.map((one) => ({ ...one, link: withAddress(settings, one.link) })) }
  })
  .on(editRoute, (c, { params, body }) =>
    act(c, (ctx) => editPerson(ctx, params.id, body)),
  )
  .on(grantRoleRoute, (c, { params, body }) =>
    act(c, (ctx) => grantRole(ctx, params.id, body)),
  )
  .on(endRoleRoute, (c, { params, body }) =>
    act(c, (ctx) => endRole(ctx, params.id, body)),
  )
  .on(linkRoute, async (c, { params }) => {
    const { settings } = c.var.house
    return withAddress(settings, await act(c, (ctx) => sendLink(ctx, settings, params.id)))
  })
  .on(deactivateRoute, (c, { params, body }) =>
    act(c, (ctx) => deactivatePerson(ctx, params.id, body)),
  )
  .on(reactivateRoute, (c, { params, body }) =>
    act(c, (ctx) => reactivatePerson(ctx, params.id, body)),
  )
