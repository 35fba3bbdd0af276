import { useState } from 'react'
import type { FileLine } from '../../../shared/file-shapes.ts'
import { intakeNotice, issueChannels } from '../../../shared/intake.ts'
import { api } from '../../api.ts'
import { deed } from '../../deed.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices, Select, TextArea, TextField, Tick } from '../../ui/Field.tsx'
import { LargeType } from '../../ui/LargeType.tsx'
import { Notice, Shown } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useAnswer } from '../../use-answer.ts'
import { keyFor } from '../draft.ts'
import { Files } from '../Kept.tsx'
import { type Receipt, ReceiptSheet } from '../ReceiptPage.tsx'
import { Underway } from '../Underway.tsx'
import { useSending } from '../use-sending.ts'
import { PickFiles } from './PickFiles.tsx'
import './desk.css'

type Channel = 'phone' | 'paper' | 'face'
const channels: Record<Channel, string> = { face: issueChannels.face, phone: issueChannels.phone, paper: issueChannels.paper }

/** 代人登记: what a person says by phone, on paper or face to face; they get the same receipt. */
export function RecordIssue() {
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const lists = useAnswer(() => api.issues.$get({ query: { show: 'mine' } }), [])
  return (
    <Page
      view="desk"
      title="代人登记"
      back="/issues"
      width="narrow"
      right={<LargeType />}
      {...(receipt
        ? {
            bar: (
              <>
                <Button onPress={() => setReceipt(null)}>再登记一件</Button>
                <a className="btn next" href={`/issues/${receipt.id}`}>
                  去看这一件
                </a>
              </>
            ),
          }
        : {})}
    >
      {receipt ? (
        <>
          <p>登记好了。请把编号和查询码念给本人，或抄给本人。</p>
          <ReceiptSheet receipt={receipt} />
        </>
      ) : (
        <Shown answer={lists}>
          {({ recordIn }) =>
            recordIn[0] ? <Form organisations={recordIn} onDone={setReceipt} /> : <Notice>您没有登记的权限，请找主持人。</Notice>
          }
        </Shown>
      )}
    </Page>
  )
}

const blank = { channel: 'face' as Channel, venueId: '', place: '', words: '', alias: '', contact: '', under14: false, guardian: '' }

function Form({ organisations, onDone }: { organisations: readonly { id: string; name: string }[]; onDone: (receipt: Receipt) => void }) {
  const [organisationId, setOrganisationId] = useState(organisations[0]?.id ?? '')
  const [said, setSaid] = useState(blank)
  const [files, setFiles] = useState<readonly FileLine[]>([])
  const [told, setTold] = useState(false)
  const [tried, setTried] = useState<{ words: string; key: string } | null>(null)
  const sending = useSending(async () => undefined, (file) => setFiles((before) => [...before, file]))
  const venues = useAnswer(() => api.venues.$get(), [])
  const here = (venues.data?.venues ?? []).filter((venue) => venue.organisationId === organisationId && venue.closedAt === null)
  const change = (part: Partial<typeof blank>) => setSaid((before) => ({ ...before, ...part }))
  const empty = said.words.trim() === '' && !files.some((file) => file.purpose !== 'photo')
  const lacks = empty || !told || sending.pending.length > 0 || (said.under14 && said.guardian.trim() === '')

  async function record() {
    const json = {
      ...said, organisationId,
      venueId: said.venueId || null,
      fileIds: files.map((file) => file.id),
      noticeVersion: intakeNotice.version,
    }
    const words = JSON.stringify(json)
    const key = keyFor({ tried }, words)
    setTried({ words, key })
    onDone(await deed((options) => api.issues.$post({ json }, options), key))
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      {organisations.length > 1 ? (
        <Select
          label="记在哪个单位"
          value={organisationId}
          onChange={setOrganisationId}
          options={Object.fromEntries(organisations.map((one) => [one.id, one.name]))}
        />
      ) : null}
      <Choices label="怎么说的" options={channels} value={said.channel} onChange={(channel) => change({ channel: channel as Channel })} />
      <TextArea label="说了什么" hint="照原话记，不替人改。" value={said.words} onChange={(words) => change({ words })} maxLength={2000} rows={5} />
      <Files files={files} />
      <Underway sending={sending} />
      <div className="row">
        <PickFiles label="添纸条" purpose="paper" sending={sending} />
        <PickFiles label="添照片" purpose="photo" sending={sending} />
        <PickFiles label="添录音" purpose="voice" sending={sending} />
      </div>
      <Select
        label="在哪个场所"
        required={false}
        value={said.venueId}
        onChange={(venueId) => change({ venueId })}
        empty="不在场所"
        options={Object.fromEntries(here.map((venue) => [venue.id, venue.name]))}
      />
      {said.venueId === '' ? <TextField label="哪里的事" value={said.place} onChange={(place) => change({ place })} maxLength={80} /> : null}
      <TextField label="称呼" required={false} hint="不用真名，比如：村民代表甲。" value={said.alias} onChange={(alias) => change({ alias })} maxLength={20} />
      <TextField label="联系方式" required={false} hint="加密保存，只有经办人看得到。" value={said.contact} onChange={(contact) => change({ contact })} maxLength={60} />
      <Tick label="说话的人不满十四岁" value={said.under14} onChange={(under14) => change({ under14 })} />
      {said.under14 ? (
        <TextField label="监护人的名字" required hint={intakeNotice.guardian} value={said.guardian} onChange={(guardian) => change({ guardian })} maxLength={20} />
      ) : null}
      <Notice>
        请念给本人听：{intakeNotice.kept}
        {intakeNotice.secrets}
      </Notice>
      <Tick label="念过了，本人同意" value={told} onChange={setTold} />
      <Button type="submit" kind="seal" size="wide" disabled={lacks} onPress={record}>
        登记
      </Button>
    </form>
  )
}
