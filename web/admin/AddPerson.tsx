import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Role, roleNames, roles } from '../../shared/people.ts'
import { usernameText } from '../../shared/people-forms.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useActing } from './acting.ts'
import { type Link, type Organisation, personDeeds } from './desk-deeds.ts'
import { LinkShown } from './LinkShown.tsx'

export const roleOptions = roles.map((role) => ({ value: role, label: roleNames[role] }))
export const unitOptions = (units: readonly Organisation[]) => units.map((unit) => ({ value: unit.id, label: unit.name }))

type Given = { name: string; username: string; organisationId: string; roles: Role[]; from?: string; to?: string }

/** 添加一人: then the link for the first sign-in, shown once. */
export function AddPerson({ units, done }: { units: readonly Organisation[]; done: () => void }) {
  const { busy, problem, act } = useActing()
  const [made, setMade] = useState<{ name: string; link: Link }>()

  async function submit({ from, to, ...given }: Given) {
    const answer = await act(() => personDeeds.create({ ...given, name: given.name.trim(), username: given.username.trim(), from: from || null, to: to || null }))
    if (answer) setMade({ name: answer.person.name, link: answer.link })
  }

  if (made) {
    return (
      <div className="stack">
        <Notice tone="done">{made.name}添加好了。</Notice>
        <LinkShown {...made} />
        <Button onPress={() => setMade(undefined)}>再添加一人</Button>
        <Button kind="bare" onPress={done}>
          好了
        </Button>
      </div>
    )
  }
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ organisationId: units[0]?.id, roles: [] }}
      onFinish={(given: Given) => void submit(given)}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请写姓名' }]}>
        <Input maxLength={40} autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="username"
        label="用户名（登录用，可以是中文；本人第一次登录时可以换）"
        rules={[{ validator: (_, value: string) => usernameCheck(value) }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="organisationId" label="单位">
        <Select options={unitOptions(units)} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="roles" label="角色（可以先不选）">
        <Select mode="multiple" options={roleOptions} optionFilterProp="label" placeholder="例如：委员、主持人" />
      </Form.Item>
      <DaysFields />
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      <Button kind="next" size="wide" type="submit" busy={busy}>
        添加
      </Button>
    </Form>
  )
}

/** From the first to the last day; both may stay empty. */
export function DaysFields() {
  return (
    <div className="desk-days">
      <Form.Item name="from" label="从哪天起（不填就是现在）">
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label="到哪天止（不填就一直有）">
        <Input type="date" />
      </Form.Item>
    </div>
  )
}

export async function usernameCheck(value: string | undefined): Promise<void> {
  if (!usernameText.safeParse(value ?? '').success) throw new Error('2 到 40 个字，只用文字、数字、点、横线和下划线')
}
