import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { roleNames } from '../../shared/people.ts'
import { api } from '../api.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { formatShortDay } from '../ui/moments.ts'
import { Empty, Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { AddPerson } from './AddPerson.tsx'
import { Desk, DeskHead, subjectsOf } from './Desk.tsx'
import type { Organisation, Person, RoleHeld } from './desk-deeds.ts'
import { lastDayOf } from './days.ts'
import { PastePeople } from './PastePeople.tsx'
import { PersonSide } from './PersonSide.tsx'
import { Side } from './Side.tsx'

/** 人员和角色: whoever has an account here or holds a role here. */
export function People() {
  return <Desk title="人员和角色">{(units) => <PeopleList units={units} />}</Desk>
}

const standing = [
  { value: 'here', label: '在用的账号' },
  { value: 'left', label: '已停用的' },
]

function PeopleList({ units }: { units: readonly Organisation[] }) {
  const me = useMe()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [unit, setUnit] = useState('')
  const [left, setLeft] = useState('here')
  const [from, setFrom] = useState(0)
  const [side, setSide] = useState<'add' | 'paste' | null>(null)
  const [opened, setOpened] = useState<string>()
  useEffect(() => {
    const settled = setTimeout(() => {
      setSearch(typed.trim())
      setFrom(0)
    }, 250)
    return () => clearTimeout(settled)
  }, [typed])
  const asked = {
    ...(search ? { search } : {}),
    ...(unit ? { organisationId: unit } : {}),
    ...(left === 'left' ? { left: 'true' as const } : {}),
    ...(from > 0 ? { from } : {}),
  }
  const answer = useAnswer(() => api.people.$get({ query: asked }), subjectsOf(me.data?.actor.roles ?? []), [search, unit, left, from])

  return (
    <>
      <DeskHead title="人员和角色" hint="一个人可以在几个单位担任角色，各有起止日期。居民不用账号。">
        <Button onPress={() => setSide('paste')}>从表格粘贴</Button>
        <Button kind="next" onPress={() => setSide('add')}>
          添加一人
        </Button>
      </DeskHead>
      <div className="desk-filter">
        <Input allowClear placeholder="找姓名或用户名" aria-label="找姓名或用户名" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Select
          aria-label="哪个单位"
          value={unit}
          onChange={(value) => {
            setUnit(value)
            setFrom(0)
          }}
          options={[{ value: '', label: '全部单位' }, ...units.map((one) => ({ value: one.id, label: one.name }))]}
        />
        <Select
          aria-label="在用还是已停用"
          value={left}
          onChange={(value) => {
            setLeft(value)
            setFrom(0)
          }}
          options={standing}
        />
      </div>
      <Shown answer={answer}>
        {({ people, total, pageLength }) => (
          <>
            {people.length === 0 ? <NoPeople searched={search !== '' || unit !== ''} left={left === 'left'} /> : <PeopleTable people={people} open={setOpened} />}
            {total > pageLength ? (
              <div className="row desk-pages">
                <span className="quiet">
                  共 {total} 人，现在是第 {from + 1} 到 {from + people.length} 人
                </span>
                <Button disabled={from === 0} onPress={() => setFrom(Math.max(0, from - pageLength))}>
                  前一页
                </Button>
                <Button disabled={from + pageLength >= total} onPress={() => setFrom(from + pageLength)}>
                  后一页
                </Button>
              </div>
            ) : null}
            <Side open={opened !== undefined} title="人员" onClose={() => setOpened(undefined)}>
              {opened ? <PersonSide key={opened} id={opened} units={units} /> : null}
            </Side>
          </>
        )}
      </Shown>
      <Side open={side === 'add'} title="添加一人" onClose={() => setSide(null)}>
        <AddPerson units={units} done={() => setSide(null)} />
      </Side>
      <Side open={side === 'paste'} title="从表格粘贴" onClose={() => setSide(null)} wide>
        <PastePeople units={units} done={() => setSide(null)} />
      </Side>
    </>
  )
}

function NoPeople({ searched, left }: { searched: boolean; left: boolean }) {
  if (searched) return <Empty title="没有找到">换个字试试，或者看看是不是在别的单位。</Empty>
  if (left) return <Empty title="没有停用的账号">有人离任，把账号停用后会列在这里；其做过的事都还在。</Empty>
  return <Empty title="还没有人">添加一个人，或从表格里一次粘贴多人。</Empty>
}

function PeopleTable({ people, open }: { people: readonly Person[]; open: (id: string) => void }) {
  return (
    <table className="desk-table">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">用户名</th>
          <th scope="col">账号所在单位</th>
          <th scope="col">角色</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td data-label="姓名">
              <button type="button" className="desk-open" onClick={() => open(person.id)}>
                {person.name}
              </button>
            </td>
            <td data-label="用户名">
              <span>
                {person.username}
                {person.hasPassword || person.deactivatedAt ? null : <span className="state soon">还没登录过</span>}
              </span>
            </td>
            <td data-label="单位">{person.organisationName}</td>
            <td data-label="角色">
              <Roles roles={person.roles} home={person.organisationId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Roles({ roles, home }: { roles: readonly RoleHeld[]; home: string }) {
  const held = roles.filter((role) => !role.over)
  if (held.length === 0) return <span className="quiet">没有角色</span>
  return (
    <ul className="desk-roles">
      {held.map((role) => (
        <li key={role.id}>
          {role.organisationId === home ? '' : `${role.organisationName} · `}
          {roleNames[role.role]}
          {role.until ? <span className="quiet small">（到{formatShortDay(lastDayOf(role.until))}）</span> : null}
        </li>
      ))}
    </ul>
  )
}
