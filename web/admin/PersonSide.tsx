import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Role, roleNames } from '../../shared/people.ts'
import { api } from '../api.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { formatDay } from '../ui/moments.ts'
import { Notice, Shown } from '../ui/Notice.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { DaysFields, roleOptions, unitOptions, usernameCheck } from './AddPerson.tsx'
import { useActing } from './acting.ts'
import { subjectsOf } from './Desk.tsx'
import { type Link, type Organisation, type Person, personDeeds, type RoleHeld } from './desk-deeds.ts'
import { LinkShown } from './LinkShown.tsx'
import { lastDayOf } from './days.ts'

/** One person: name, roles with their days, a link, leaving. */
export function PersonSide({ id, units }: { id: string; units: readonly Organisation[] }) {
  const me = useMe()
  const answer = useAnswer(() => api.people[':id'].$get({ param: { id } }), subjectsOf(me.data?.actor.roles ?? []), [id])
  return (
    <Shown answer={answer}>
      {(person) => (
        <div className="desk-person">
          <Naming key={person.version} person={person} />
          <RolesHeld person={person} units={units} />
          <Access person={person} />
        </div>
      )}
    </Shown>
  )
}

function Naming({ person }: { person: Person }) {
  const { say } = useSay()
  const { busy, problem, act } = useActing()
  async function submit(given: { name: string; username: string }) {
    const written = await act(() => personDeeds.edit(person, { name: given.name.trim(), username: given.username.trim() }))
    if (written) say('改好了。')
  }
  if (!person.may.includes('edit')) {
    return (
      <section>
        <h2 className="song">{person.name}</h2>
        <p className="quiet">账号在{person.organisationName}，由那里的管理员管。</p>
      </section>
    )
  }
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ name: person.name, username: person.username }} onFinish={(given) => void submit(given)}>
      {person.deactivatedAt ? <Notice tone="soon">账号已于 {formatDay(person.deactivatedAt)} 停用，记录都还在。</Notice> : null}
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请写姓名' }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="username" label="用户名" rules={[{ validator: (_, value: string) => usernameCheck(value) }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      <Button type="submit" busy={busy}>
        改姓名和用户名
      </Button>
    </Form>
  )
}

function RolesHeld({ person, units }: { person: Person; units: readonly Organisation[] }) {
  const [adding, setAdding] = useState(false)
  const now = person.roles.filter((role) => !role.over)
  const before = person.roles.filter((role) => role.over)
  return (
    <section>
      <h2 className="song">角色</h2>
      {now.length === 0 ? <p className="quiet">现在没有角色，登录后只能看自己的账号。</p> : null}
      <ul className="desk-list">
        {now.map((role) => (
          <HeldRole key={role.id} role={role} name={person.name} />
        ))}
      </ul>
      {person.may.includes('grantRole') ? (
        adding ? (
          <GrantRole person={person} units={units} done={() => setAdding(false)} />
        ) : (
          <Button onPress={() => setAdding(true)}>再担任一个角色</Button>
        )
      ) : null}
      {before.length > 0 ? (
        <details>
          <summary>以前的角色（{before.length}）</summary>
          <ul className="quiet">
            {before.map((role) => (
              <li key={role.id}>
                {role.organisationName} · {roleNames[role.role]}（{days(role)}）
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function days(role: RoleHeld): string {
  const since = formatDay(role.since)
  return role.until ? `${since} 到 ${formatDay(lastDayOf(role.until))}` : `${since} 起`
}

function HeldRole({ role, name }: { role: RoleHeld; name: string }) {
  const { say } = useSay()
  const [lastDay, setLastDay] = useState('')
  async function end() {
    await personDeeds.endRole(role, lastDay || null)
    say('已改好，做过的事都还在。')
  }
  return (
    <li>
      <span>
        <b>{roleNames[role.role]}</b>
        <br />
        <span className="quiet small">
          {role.organisationName} · {days(role)}
        </span>
      </span>
      <span className="end">
        {role.may.includes('end') ? (
          <PressAndAsk
            label="结束"
            kind="bare"
            title={`结束${name}的${roleNames[role.role]}角色`}
            effect={`${name}将不再以${roleNames[role.role]}的身份办事；做过的事、签过的名都还在。`}
            confirm="结束这个角色"
            onConfirm={end}
          >
            <label className="field">
              <span>到哪天止（不填就是现在）</span>
              <input className="input" type="date" value={lastDay} onChange={(event) => setLastDay(event.target.value)} />
            </label>
          </PressAndAsk>
        ) : null}
      </span>
    </li>
  )
}

function GrantRole({ person, units, done }: { person: Person; units: readonly Organisation[]; done: () => void }) {
  const { busy, problem, act } = useActing()
  async function submit({ organisationId, role, from, to }: { organisationId: string; role: Role; from?: string; to?: string }) {
    const written = await act(() => personDeeds.grantRole(person.id, { organisationId, role, from: from || null, to: to || null }))
    if (written) done()
  }
  const home = units.some((unit) => unit.id === person.organisationId) ? person.organisationId : units[0]?.id
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ organisationId: home }} onFinish={(given) => void submit(given)}>
      <Form.Item name="role" label="角色" rules={[{ required: true, message: '请选一个角色' }]}>
        <Select options={roleOptions} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="organisationId" label="在哪个单位">
        <Select options={unitOptions(units)} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <DaysFields />
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      <div className="row">
        <Button kind="next" type="submit" busy={busy}>
          担任
        </Button>
        <Button kind="bare" onPress={done}>
          算了
        </Button>
      </div>
    </Form>
  )
}

function Access({ person }: { person: Person }) {
  const { say } = useSay()
  const [link, setLink] = useState<Link>()
  const may = (verb: string) => person.may.includes(verb)
  if (!may('sendLink') && !may('deactivate') && !may('reactivate')) return null
  return (
    <section>
      <h2 className="song">登录</h2>
      {link ? <LinkShown name={person.name} link={link} /> : null}
      <div className="row">
        {may('sendLink') && !link ? (
          <Button onPress={async () => setLink(await personDeeds.sendLink(person.id))}>
            {person.hasPassword ? '忘了密码，给一个链接' : '给一个登录链接'}
          </Button>
        ) : null}
        {may('reactivate') ? (
          <Button
            onPress={async () => {
              await personDeeds.reactivate(person)
              say(`${person.name}的账号恢复了。`)
            }}
          >
            恢复账号
          </Button>
        ) : null}
        {may('deactivate') ? (
          <PressAndAsk
            label="停用账号"
            kind="plain"
            title={`停用${person.name}的账号`}
            effect={
              <>
                <p>{person.name}会马上从所有设备上退出，也不能再登录；没用过的链接同时失效。</p>
                <p>说过的话、签过的名、办过的事都还在。以后可以恢复。</p>
              </>
            }
            onConfirm={async () => {
              setLink(undefined)
              await personDeeds.deactivate(person)
              say(`${person.name}的账号已停用。`)
            }}
          />
        ) : null}
      </div>
    </section>
  )
}
