import { type FormEvent, useState } from 'react'
import { api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { wordsOf } from '../answer.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'

/** 登录. On success the person goes on to where they were heading. */
export function SignIn() {
  const me = useMe()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useDeed((json: { username: string; password: string }, options) => api['sign-in'].$post({ json }, options))

  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await signIn.run({ username: username.trim(), password })
    } catch {
      return
    }
    location.assign(wayOn(location.search))
  }

  return (
    <Page view="tablet" title="议事亭" width="narrow" right={<LargeType />}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <h2 className="song" style={{ fontSize: 'var(--t-xl)' }}>
          登录
        </h2>
        {me.data?.actor.kind === 'person' ? <Notice>您已登录为{me.data.actor.name}。用别的账号登录会换过去。</Notice> : null}
        <TextField label="用户名" value={username} onChange={setUsername} autoComplete="username" required autoFocus />
        <TextField
          label="密码"
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        {signIn.error ? <Notice tone="refused">{wordsOf(signIn.error)}</Notice> : null}
        <Button kind="next" size="big wide" type="submit" busy={signIn.busy}>
          登录
        </Button>
        <p className="quiet small">第一次登录或忘了密码，请找本单位管理员要一个一次性链接。</p>
        {me.data?.demo ? (
          <a className="btn" href="/demo">
            看演示：选一个身份进来
          </a>
        ) : null}
      </form>
    </Page>
  )
}

/** Where `?to=` leads, when it is a path of ours. */
export function wayOn(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '/'
  return to.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/'
}
