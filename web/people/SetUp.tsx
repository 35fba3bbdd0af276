import { type FormEvent, useState } from 'react'
import { type OrganisationLevel, organisationLevels } from '../../shared/people.ts'
import { usernameText } from '../../shared/people-forms.ts'
import { api } from '../api.ts'
import { wordsOf } from '../answer.ts'
import { type DeedOptions, useDeed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { Choices, TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useHashToken } from './hash-token.ts'
import { isChosen, NewPassword, noneChosen } from './NewPassword.tsx'

type Given = Parameters<(typeof api)['set-up']['$post']>[0]['json']
const levelWords = Object.fromEntries(Object.entries(organisationLevels).map(([key, words]) => [key, `${words}级`]))

/** 第一次设置: the 政协 and its first administrator, once. */
export function SetUp() {
  const token = useHashToken()
  return (
    <Page view="tablet" title="议事亭" sub="第一次设置" width="narrow" right={<LargeType />}>
      {token ? (
        <SetUpForm token={token} />
      ) : (
        <Empty title="请用服务器上显示的链接打开">启动议事亭的窗口里有一个设置链接，只能用一次。用过以后，直接登录就行。</Empty>
      )}
    </Page>
  )
}

function SetUpForm({ token }: { token: string }) {
  const [organisation, setOrganisation] = useState('')
  const [level, setLevel] = useState<OrganisationLevel>('county')
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [chosen, setChosen] = useState(noneChosen)
  const setUp = useDeed((json: Given, options: DeedOptions) => api['set-up'].$post({ json }, options))
  const wrongUsername = username !== '' && !usernameText.safeParse(username).success
  const ready = organisation.trim().length >= 2 && name.trim() !== '' && usernameText.safeParse(username).success && isChosen(chosen)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const administrator = { name: name.trim(), username: username.trim(), password: chosen.password }
    try {
      await setUp.run({ token, organisation: { name: organisation.trim(), level }, administrator })
    } catch {
      return
    }
    location.assign('/admin')
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <h2 className="song">先说说是哪家政协</h2>
      <TextField label="政协名称" placeholder="例如：某某县政协" value={organisation} onChange={setOrganisation} maxLength={60} required autoFocus />
      <Choices label="哪一级" options={levelWords} value={level} onChange={(value) => setLevel(value as OrganisationLevel)} />
      <h2 className="song">第一位管理员</h2>
      <p className="quiet">管理员添加人员、单位和场所，不参与议事。以后可以再设别的管理员。</p>
      <TextField label="姓名" value={name} onChange={setName} autoComplete="name" maxLength={40} required />
      <TextField
        label="用户名"
        hint="登录时用，可以是中文"
        value={username}
        onChange={setUsername}
        autoComplete="username"
        error={wrongUsername ? '2 到 40 个字，只用文字、数字、点、横线和下划线' : null}
        maxLength={40}
        required
      />
      <NewPassword value={chosen} onChange={setChosen} />
      {setUp.error ? <Notice tone="refused">{wordsOf(setUp.error)}</Notice> : null}
      <Button kind="next" size="big wide" type="submit" busy={setUp.busy} disabled={!ready}>
        建立并登录
      </Button>
    </form>
  )
}
