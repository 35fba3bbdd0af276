import { useState } from 'react'
import { intakeNotice } from '../../shared/intake.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Dialog } from '../ui/Over.tsx'
import { Page } from '../ui/Page.tsx'
import type { Door } from './door.ts'

/** The first screen behind the QR: into the session that is on, or say something. */
export function AtTheDoor({ code, door, begun, onSpeak }: { code: string; door: Door; begun: boolean; onSpeak: () => void }) {
  const { venue, organisationName, session } = door
  return (
    <Page view="phone" width="narrow" title={venue.name} right={<LargeType />}>
      <div className="at-the-door">
        <p className="quiet">
          {organisationName}
          {venue.place ? ` · ${venue.place}` : ''}
        </p>
        <h2 className="song step-title">有事好商量</h2>
        {session ? (
          <section className="door-session">
            <p>
              现在正在开：<b>{session.title}</b>
            </p>
            <ComeIn code={code} name={door.name} />
          </section>
        ) : null}
        <div className="stack">
          <Button kind={session ? 'plain' : 'next'} size="big wide" onPress={onSpeak}>
            <Icon name="mic" /> {begun ? '接着说刚才的事' : '说一件事'}
          </Button>
          <a className="btn big wide" href="/look-up">
            <Icon name="list" /> 查我说过的事
          </a>
        </div>
        <p className="notice-words quiet">{intakeNotice.kept}</p>
        <p className="notice-words quiet">{intakeNotice.secrets}</p>
      </div>
    </Page>
  )
}

function ComeIn({ code, name }: { code: string; name: string | null }) {
  const [open, setOpen] = useState(false)
  const [given, setGiven] = useState(name ?? '')

  async function enter(as: string) {
    const { session } = await deed((options) => api.doors[':code'].enter.$post({ param: { code }, json: { name: as } }, options))
    location.assign(session ? `/sessions/${session.id}` : `/v/${code}`)
  }

  return (
    <>
      <Button kind="next" size="big wide" onPress={() => (name === null ? setOpen(true) : enter(name))}>
        <Icon name="people" /> 进会场
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="怎么称呼您？"
        actions={
          <Button kind="next" size="big wide" disabled={given.trim() === ''} onPress={() => enter(given.trim())}>
            进会场
          </Button>
        }
      >
        <TextField label="名字" hint="会场里的人会看到，比如：村民代表甲。" value={given} onChange={setGiven} maxLength={20} autoFocus />
      </Dialog>
    </>
  )
}
