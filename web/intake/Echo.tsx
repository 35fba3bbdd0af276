import { useEffect, useState } from 'react'
import { issueChannels } from '../../shared/intake.ts'
import { Refused, wordsOf } from '../answer.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { newKey } from '../key.ts'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Notice, Shown } from '../ui/Notice.tsx'
import { formatDay } from '../ui/moments.ts'
import { Page } from '../ui/Page.tsx'
import { Whole } from '../ui/words.tsx'
import { useAnswer } from '../use-answer.ts'
import { EchoAsk } from './EchoAsk.tsx'
import { EchoMore } from './EchoMore.tsx'
import { EchoThread } from './EchoThread.tsx'
import { Files, type FilePath } from './Kept.tsx'

/** What a private link opens: exchanged once for this device's cookie, and gone from the address bar at once. */
export function EchoPage() {
  const [token] = useState(() => location.hash.slice(1))
  const [opened, setOpened] = useState<{ id: string | null; error: unknown } | null>(token ? null : { id: null, error: null })
  useEffect(() => {
    if (!token) return
    let gone = false
    history.replaceState(history.state, '', location.pathname)
    deed((options) => api.echo.exchange.$post({ json: { token } }, options), keyOf(token)).then(
      ({ id }) => !gone && setOpened({ id, error: null }),
      (error: unknown) => !gone && setOpened({ id: null, error }),
    )
    return () => {
      gone = true
    }
  }, [token])
  if (!opened) return <Page view="phone" width="narrow" title="回声" right={<LargeType />}>{<p className="wait">正在打开……</p>}</Page>
  return <Echoes first={opened.id} error={opened.error} />
}

const keys = new Map<string, string>()
/** The page may be drawn twice; the link is exchanged under one key. */
function keyOf(token: string): string {
  const key = keys.get(token) ?? newKey()
  keys.set(token, key)
  return key
}

function Echoes({ first, error }: { first: string | null; error: unknown }) {
  const mine = useAnswer(() => api.echo.$get(), [])
  const [chosen, setChosen] = useState(first)
  return (
    <Shown answer={mine}>
      {({ echoes }) => {
        const only = echoes.length === 1 ? echoes[0]?.id : undefined
        const id = chosen ?? only
        if (id) return <OneEcho key={id} id={id} {...(echoes.length > 1 ? { onBack: () => setChosen(null) } : {})} />
        return (
          <Page view="phone" width="narrow" title="回声" right={<LargeType />}>
            {error ? <Notice tone="refused">{error instanceof Refused ? error.message : wordsOf(error)}</Notice> : null}
            {echoes.length === 0 ? (
              <Empty title="这台手机上还没有您的回声" action={<a className="btn next" href="/look-up">凭编号查进展</a>}>
                在这台手机上说过的事，和用专用链接打开过的事，会出现在这里。
              </Empty>
            ) : (
              <ul className="list">
                {echoes.map((one) => (
                  <li key={one.id}>
                    <button type="button" className="open" onClick={() => setChosen(one.id)}>
                      <b className="one-line">{one.words || '一段录音'}</b>
                      <span className="end">{formatDay(one.saidAt)}</span>
                      <Icon name="next" />
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </Page>
        )
      }}
    </Shown>
  )
}

function OneEcho({ id, onBack }: { id: string; onBack?: () => void }) {
  const answer = useAnswer(() => api.echo[':id'].$get({ param: { id } }), [`issue:${id}`], [id])
  const path: FilePath = (file) => `/api/echo/${id}/files/${file.id}`
  return (
    <Shown answer={answer}>
      {(echo) => (
        <Page
          view="phone"
          width="narrow"
          title={echo.number}
          right={<LargeType />}
          {...(echo.may.includes('confirm') ? { bar: <EchoAsk echo={echo} /> } : {})}
        >
          {onBack ? (
            <button type="button" className="btn bare echo-back" onClick={onBack}>
              <Icon name="back" /> 我说过的别的事
            </button>
          ) : null}
          <p className="quiet from-where">
            回声 · {echo.organisation}
            {echo.place ? ` · ${echo.place}` : ''}
          </p>
          <section className="said">
            {echo.words ? (
              <blockquote className="song">
                <Whole>{`“${echo.words}”`}</Whole>
              </blockquote>
            ) : null}
            <p className="quiet small">{echo.channel === 'qr' ? '您说的原话' : `您${issueChannels[echo.channel]}说的，工作人员记下的`}</p>
            <Files files={echo.files} path={path} />
            {echo.notes
              .filter((note) => note.kind === 'addition')
              .map((note) => (
                <p key={note.id} className="addition">
                  <span className="quiet small">{formatDay(note.at)} 补充</span>
                  {note.words}
                </p>
              ))}
          </section>
          <EchoThread stops={echo.stops} />
          <EchoMore echo={echo} />
        </Page>
      )}
    </Shown>
  )
}
