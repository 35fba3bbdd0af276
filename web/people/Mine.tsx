import { type FormEvent, useState } from 'react'
import { roleNames } from '../../shared/people.ts'
import { api } from '../api.ts'
import { type AnswerOf, wordsOf } from '../answer.ts'
import { deed, type DeedOptions, useDeed } from '../deed.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { formatDate } from '../ui/moments.ts'
import { Notice, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { isChosen, NewPassword, noneChosen } from './NewPassword.tsx'

type SignIn = AnswerOf<Awaited<ReturnType<(typeof api)['sign-ins']['$get']>>>['signIns'][number]

/** 我的账号: what I am here, my password, and the devices I am signed in on. */
export function Mine() {
  const me = useMe()
  return (
    <Page view="tablet" title="我的账号" back="/" width="narrow" right={<LargeType />}>
      <Shown answer={me}>
        {({ actor }) => (
          <div className="stack" style={{ gap: 'var(--s-4)' }}>
            {actor.kind === 'person' ? (
              <section>
                <h2 className="song">{actor.name}</h2>
                <ul>
                  {actor.roles.map((held) => (
                    <li key={`${held.organisationId}:${held.role}`} className="quiet">
                      {held.organisationName} · {roleNames[held.role]}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            <SignIns />
            {actor.kind === 'person' ? <ChangePassword username={actor.name} /> : null}
          </div>
        )}
      </Shown>
    </Page>
  )
}

function SignIns() {
  const signIns = useAnswer(() => api['sign-ins'].$get(), [])
  return (
    <section>
      <h2 className="song">在哪些设备上登录着</h2>
      <p className="quiet small">不认识的、借用过的，让它退出就行。</p>
      <Shown answer={signIns}>
        {({ signIns: list }) => (
          <ul className="list">
            {list.map((one) => (
              <OneSignIn key={one.id} one={one} />
            ))}
          </ul>
        )}
      </Shown>
    </section>
  )
}

function OneSignIn({ one }: { one: SignIn }) {
  const { say } = useSay()
  async function end() {
    await deed((options) => api['sign-ins'][':id'].end.$post({ param: { id: one.id }, json: {} }, options))
    say('那台设备已退出登录。')
  }
  return (
    <li className="row" style={{ padding: 'var(--s-1) 0' }}>
      <span>
        {one.device}
        {one.current ? (
          <>
            {' '}
            <span className="state ended">这台</span>
          </>
        ) : null}
        <br />
        <span className="quiet small">
          {[`${formatDate(one.since)} 登录`, one.address].filter(Boolean).join(' · ')}
        </span>
      </span>
      {one.current ? null : (
        <span className="end">
          <Button onPress={end}>让它退出</Button>
        </span>
      )}
    </li>
  )
}

function ChangePassword({ username }: { username: string }) {
  const { say } = useSay()
  const [current, setCurrent] = useState('')
  const [chosen, setChosen] = useState(noneChosen)
  const change = useDeed((json: { current: string; next: string }, options: DeedOptions) => api.password.$post({ json }, options))

  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await change.run({ current, next: chosen.password })
    } catch {
      return
    }
    setCurrent('')
    setChosen(noneChosen)
    say('密码改好了，别处的登录都已退出。')
  }

  return (
    <section>
      <h2 className="song">改密码</h2>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <input className="sr" type="text" autoComplete="username" value={username} readOnly tabIndex={-1} aria-hidden="true" />
        <TextField label="现在的密码" type="password" value={current} onChange={setCurrent} autoComplete="current-password" maxLength={128} required />
        <NewPassword value={chosen} onChange={setChosen} />
        {change.error ? <Notice tone="refused">{wordsOf(change.error)}</Notice> : null}
        <Button type="submit" size="wide" busy={change.busy} disabled={current === '' || !isChosen(chosen)}>
          改密码
        </Button>
      </form>
    </section>
  )
}
