import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { grassRootsForms, type SessionForm, sessionFormNames, sessionForms, type SessionPreset, sessionPresets } from '../../shared/sessions.ts'
import { isTopicReady } from '../../shared/topics.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, Select, TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { fromLocalInput } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { useVenues } from './VenuePick.tsx'
import { WhenField } from './WhenField.tsx'
import { sessionDeeds } from './session-deeds.ts'
import './hall.css'

const presetWords = {
  pavilion: { words: '现在就开', hint: '凉亭、院坝、议事室，常设批准' },
  forum: { words: '约个日子开', hint: '座谈会，要审批、要请人' },
} satisfies Record<SessionPreset, { words: string; hint: string }>

/** Opens a session: at a pavilion in under a minute, or a forum that is dated, approved and invited to. */
export function NewSession() {
  const me = useMe()
  return (
    <Page view="tablet" title="开一场会" back="/sessions" width="narrow" right={<LargeType />}>
      <Shown answer={me}>
        {({ actor }) => {
          const hosts = actor.roles.filter((held) => held.role === 'facilitator')
          return hosts.length > 0 ? (
            <Form hosts={Object.fromEntries(hosts.map((held) => [held.organisationId, held.organisationName]))} />
          ) : (
            <Empty title="开会由主持人来办">请单位的管理员先给您主持人的任职。</Empty>
          )
        }}
      </Shown>
    </Page>
  )
}

function Form({ hosts }: { hosts: Record<string, string> }) {
  const navigate = useNavigate()
  const [asked] = useSearchParams()
  const venues = useVenues()
  const topics = useAnswer(() => api.topics.$get({ query: {} }), [])
  const ready = (topics.data?.topics ?? []).filter((topic) => isTopicReady(topic.state))
  const [preset, setPreset] = useState<SessionPreset>('pavilion')
  const [form, setForm] = useState<SessionForm | null>(null)
  const [organisationId, setOrganisationId] = useState(() => Object.keys(hosts)[0] ?? '')
  const [topicId, setTopicId] = useState(asked.get('topic') ?? '')
  const [title, setTitle] = useState<string | null>(null)
  const [venueChosen, setVenueChosen] = useState<string | null>(asked.get('venue'))
  const [when, setWhen] = useState('')
  const topic = ready.find((one) => one.id === topicId)
  const shownTitle = title ?? topic?.title ?? ''
  const venueId = venueChosen ?? (venues.length === 1 ? (venues[0]?.id ?? '') : '')
  const chosenForm = form ?? sessionPresets[preset].form
  const forms = sessionFormNames.filter((name) => grassRootsForms.includes(name) === grassRootsForms.includes(sessionPresets[preset].form))

  async function create(openNow: boolean) {
    const session = await deed((o) =>
      api.sessions.$post(
        {
          json: {
            preset,
            form: chosenForm,
            organisationId: topic?.organisationId ?? organisationId,
            venueId: venueId || null,
            topicId: topic?.id ?? null,
            title: shownTitle.trim(),
            scheduledAt: preset === 'forum' ? fromLocalInput(when) : null,
            items: [],
            invitations: [],
          },
        },
        o,
      ),
    )
    await navigate(`/sessions/${session.id}`)
    if (openNow) await sessionDeeds.openNow(session)
  }

  return (
    <form className="stack new-session" onSubmit={(event) => event.preventDefault()}>
      <Choices
        label="怎么开"
        value={preset}
        options={presetWords}
        onChange={(value) => {
          setPreset(value as SessionPreset)
          setForm(null)
        }}
      />
      {ready.length > 0 ? (
        <Select
          label="哪个议题"
          required={false}
          value={topic ? topicId : ''}
          empty="不从议题里选"
          options={Object.fromEntries(ready.map((one) => [one.id, one.title]))}
          onChange={setTopicId}
        />
      ) : null}
      <TextField label="商量什么事" maxLength={80} placeholder="比如：环线消防通道怎么通" value={shownTitle} onChange={setTitle} />
      <Select
        label="在哪儿开"
        value={venueId}
        empty="请选一个地方"
        options={Object.fromEntries(venues.map((venue) => [venue.id, venue.name]))}
        onChange={setVenueChosen}
      />
      {preset === 'forum' ? <WhenField value={when} onChange={setWhen} required /> : null}
      <Select
        label="什么形式"
        value={chosenForm}
        options={Object.fromEntries(forms.map((name) => [name, sessionForms[name]]))}
        onChange={(value) => setForm(value as SessionForm)}
      />
      {Object.keys(hosts).length > 1 ? (
        <Select label="哪个单位主办" value={organisationId} options={hosts} onChange={setOrganisationId} />
      ) : null}
      {preset === 'pavilion' ? (
        <>
          <Button kind="next" size="big wide" disabled={shownTitle.trim() === '' || venueId === ''} onPress={() => create(true)}>
            马上开
          </Button>
          <Button size="wide" disabled={shownTitle.trim() === ''} onPress={() => create(false)}>
            先备着，改改议程再开
          </Button>
        </>
      ) : (
        <Button kind="next" size="big wide" disabled={shownTitle.trim() === ''} onPress={() => create(false)}>
          备好，接着排议程、请人
        </Button>
      )}
    </form>
  )
}
