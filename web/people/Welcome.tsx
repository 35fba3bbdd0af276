import { type FormEvent, useState } from 'react'
import { usernameText } from '../../shared/people-forms.ts'
import { api } from '../api.ts'
import { type AnswerOf, Refused, wordsOf } from '../answer.ts'
import { deed, type DeedOptions, useDeed } from '../deed.ts'
import { useOnce } from './use-once.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Notice, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useHashToken } from './hash-token.ts'
import { isChosen, NewPassword, noneChosen } from './NewPassword.tsx'
import { formatDate } from '../ui/moments.ts'

type Link = AnswerOf<Awaited<ReturnType<(typeof api.welcome.look)['$post']>>>
type Given = Parameters<(typeof api.welcome)['$post']>[0]['json']

/** 一次性链接: a first sign-in or a forgotten password. */
export function Welcome() {
  const token = useHashToken()
  const link = useOnce(() => deed((options) => api.welcome.look.$post({ json: { token } }, options)))
  return (
    <Page view="tablet" title="议事亭" sub="设密码" width="narrow" right={<LargeType />}>
      {!token ? (
        <Empty title="请用管理员发来的链接打开">链接只能用一次，72 小时内有效。过了期，请管理员再发一个。</Empty>
      ) : link.error instanceof Refused && link.error.status === 404 ? (
        <Spent />
      ) : (
        <Shown answer={link}>{(found) => <WelcomeForm token={token} link={found} />}</Shown>
      )}
    </Page>
  )
}

function Spent() {
  return (
    <Empty
      title="这个链接已经用过，或过了期"
      action={
        <a className="btn" href="/sign-in">
          去登录
        </a>
      }
    >
      密码设好了的，直接登录就行；还没设的，请管理员再发一个链接。
    </Empty>
  )
}

function WelcomeForm({ token, link }: { token: string; link: Link }) {
  const [username, setUsername] = useState(link.username)
  const [chosen, setChosen] = useState(noneChosen)
  const welcome = useDeed((json: Given, options: DeedOptions) => api.welcome.$post({ json }, options))
  const fits = usernameText.safeParse(username).success
  const first = link.purpose === 'firstSignIn'

  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await welcome.run({ token, ...(first ? { username: username.trim() } : {}), password: chosen.password })
    } catch {
      return
    }
    location.assign('/')
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <h2 className="song">{link.name}，您好</h2>
      <p>
        {link.organisationName}
        {first ? '请您来议事亭。先设一个密码，以后用它登录和签名。' : '的管理员为您发了新链接。设好新密码，原来的密码和别处的登录就都失效了。'}
      </p>
      {first ? (
        <TextField
          label="用户名"
          hint="可以换成自己好记的，可以是中文"
          value={username}
          onChange={setUsername}
          autoComplete="username"
          error={fits ? null : '2 到 40 个字，只用文字、数字、点、横线和下划线'}
          maxLength={40}
          required
        />
      ) : (
        <p>
          您的用户名是 <b>{link.username}</b>
        </p>
      )}
      <NewPassword value={chosen} onChange={setChosen} />
      {welcome.error ? <Notice tone="refused">{wordsOf(welcome.error)}</Notice> : null}
      <Button kind="next" size="big wide" type="submit" busy={welcome.busy} disabled={!isChosen(chosen) || !fits}>
        设好密码，进去
      </Button>
      <p className="quiet small">这个链接只能用一次，{formatDate(link.expiresAt)} 前有效。</p>
    </form>
  )
}
