import { Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { organisationKinds, organisationLevels, unitKinds, type UnitKind } from '../../shared/people.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, Notice } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useActing } from './acting.ts'
import { Desk, DeskHead } from './Desk.tsx'
import { type Organisation, unitDeeds } from './desk-deeds.ts'
import { Side } from './Side.tsx'

type Editing = { unit: Organisation } | { under: Organisation }

/** 单位: the 政协 with what it has settled once for all, and the committees and units under it. */
export function Units() {
  return <Desk title="单位">{(units) => <UnitList units={units} />}</Desk>
}

function UnitList({ units }: { units: readonly Organisation[] }) {
  const [editing, setEditing] = useState<Editing>()
  const ids = new Set(units.map((unit) => unit.id))
  const roots = units.filter((unit) => !unit.parentId || !ids.has(unit.parentId))
  return (
    <>
      {roots.map((root) => {
        const children = units.filter((unit) => unit.parentId === root.id)
        return (
          <section key={root.id} className="desk-part">
            <DeskHead title={root.name} hint={root.level ? `${organisationLevels[root.level]}级政协` : organisationKinds[root.kind]}>
              {root.may.includes('rename') ? <Button onPress={() => setEditing({ unit: root })}>改名</Button> : null}
              {root.kind === 'cppcc' && root.may.includes('createUnit') ? (
                <Button kind="next" onPress={() => setEditing({ under: root })}>
                  添加单位
                </Button>
              ) : null}
            </DeskHead>
            {root.kind === 'cppcc' ? <Settings key={root.version} root={root} /> : null}
            {root.kind === 'cppcc' ? <Children units={children} edit={(unit) => setEditing({ unit })} /> : null}
          </section>
        )
      })}
      <Side open={editing !== undefined} title={editing && 'unit' in editing ? '改单位名称' : '添加单位'} onClose={() => setEditing(undefined)}>
        {editing ? <UnitForm editing={editing} done={() => setEditing(undefined)} /> : null}
      </Side>
    </>
  )
}

function Children({ units, edit }: { units: readonly Organisation[]; edit: (unit: Organisation) => void }) {
  if (units.length === 0) {
    return <Empty title="还没有下属单位">专委会、承办单位和乡镇街道添加在这里，人员和交办的事就有了去处。</Empty>
  }
  return (
    <ul className="desk-list">
      {units.map((unit) => (
        <li key={unit.id}>
          <b>{unit.name}</b>
          <span className="quiet">{organisationKinds[unit.kind]}</span>
          <span className="end">
            {unit.may.includes('rename') ? (
              <Button kind="bare" onPress={() => edit(unit)} aria-label={`改名：${unit.name}`}>
                改名
              </Button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Settings({ root }: { root: Organisation }) {
  const { say } = useSay()
  const { busy, problem, act } = useActing()
  const now = { openNow: root.settings.openNow ?? false, handwrittenSignature: root.settings.handwrittenSignature ?? false }
  async function change(settings: Partial<typeof now>) {
    const changed = await act(() => unitDeeds.changeSettings(root, { ...now, ...settings }))
    if (changed) say('改好了，从现在起照此办。')
  }
  const locked = busy || !root.may.includes('changeSettings')
  return (
    <div className="desk-settings">
      <label>
        <Switch checked={now.openNow} disabled={locked} onChange={(openNow) => void change({ openNow })} />
        <span>
          <b>议事亭的会可以马上开</b>
          <small className="quiet">事先已统一批准，不必一场一批；座谈会仍要审批。</small>
        </span>
      </label>
      <label>
        <Switch checked={now.handwrittenSignature} disabled={locked} onChange={(on) => void change({ handwrittenSignature: on })} />
        <span>
          <b>可以在平板上手写签名</b>
          <small className="quiet">不打开时，签名人再输一次密码来签。</small>
        </span>
      </label>
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
    </div>
  )
}

const kindOptions = unitKinds.map((kind) => ({ value: kind, label: organisationKinds[kind] }))

function UnitForm({ editing, done }: { editing: Editing; done: () => void }) {
  const { say } = useSay()
  const { busy, problem, act } = useActing()
  const before = 'unit' in editing ? editing.unit : null

  async function submit({ name, kind }: { name: string; kind: UnitKind }) {
    const written = await act(() =>
      'unit' in editing ? unitDeeds.rename(editing.unit, name.trim()) : unitDeeds.create({ parentId: editing.under.id, kind, name: name.trim() }),
    )
    if (!written) return
    say(before ? '名称改好了。' : `${written.name}添加好了。`)
    done()
  }

  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ name: before?.name ?? '', kind: 'handlingUnit' }} onFinish={(given) => void submit(given)}>
      {before ? null : (
        <Form.Item name="kind" label="是什么单位">
          <Select options={kindOptions} />
        </Form.Item>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: '请写全称，至少 2 个字' }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      <Button kind="next" size="wide" type="submit" busy={busy}>
        {before ? '改名' : '添加'}
      </Button>
    </Form>
  )
}
