import { useId } from 'react'
import { intakeNotice } from '../../shared/intake.ts'
import { Button } from '../ui/Button.tsx'
import { TextField, Tick } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Draft, Drafting } from './draft.ts'
import { Files, Photo, Voice } from './Kept.tsx'
import { Recorder } from './Recorder.tsx'
import { shrink } from './shrink.ts'
import { Underway } from './Underway.tsx'
import type { Sending } from './use-sending.ts'

export type StepProps = { draft: Draft; change: Drafting['change']; sending: Sending }

const without = (change: Drafting['change'], id: string) => change((before) => ({ files: before.files.filter((file) => file.id !== id) }))
const voices = (draft: Draft) => draft.files.filter((file) => file.purpose === 'voice')
const photos = (draft: Draft) => draft.files.filter((file) => file.purpose === 'photo')

/** 写几句，或录一段话: either is enough. */
export function SayStep({ draft, change, sending }: StepProps) {
  const id = useId()
  return (
    <div className="stack">
      <div className="field">
        <label className="sr" htmlFor={id}>
          写几句
        </label>
        <textarea
          id={id}
          className="input say-words"
          value={draft.words}
          maxLength={2000}
          placeholder="在哪里、出了什么事、您希望怎么办，想到什么写什么。"
          onChange={(event) => change({ words: event.target.value })}
        />
        {draft.words === '' ? null : <p className="hint">已存在这台手机上，交上去之前别人看不到。</p>}
      </div>
      <p className="or">不想打字，就用说的</p>
      {voices(draft).map((file) => (
        <div key={file.id} className="said-voice">
          <Voice file={file} />
          <Button kind="bare" onPress={() => without(change, file.id)}>
            <Icon name="trash" /> 不要了
          </Button>
        </div>
      ))}
      <Underway sending={sending} />
      <Recorder
        again={voices(draft).length > 0}
        onRecorded={(blob, name, seconds) => sending.send({ blob, name, purpose: 'voice', seconds })}
      />
    </div>
  )
}

export function PhotoStep({ draft, change, sending }: StepProps) {
  async function take(files: FileList | null) {
    for (const file of [...(files ?? [])].slice(0, 9)) {
      await sending.send({ blob: await shrink(file), name: file.name, purpose: 'photo', seconds: null })
    }
  }
  return (
    <div className="stack">
      <p>拍一张现场，说得更清楚。没有就跳过。</p>
      {photos(draft).length > 0 ? (
        <ul className="said-photos">
          {photos(draft).map((file, index) => (
            <li key={file.id}>
              <Photo file={file} number={index + 1} />
              <Button kind="bare" aria-label={`不要了：照片 ${index + 1}`} onPress={() => without(change, file.id)}>
                <Icon name="trash" /> 不要了
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <Underway sending={sending} />
      <FileButton label="拍照" camera onTake={take} />
      <FileButton label="从相册里选" onTake={take} />
      <p className="hint quiet small">照片里带的拍摄地点、手机型号会自动去掉。请不要拍别人家的孩子。</p>
    </div>
  )
}

function FileButton({ label, camera, onTake }: { label: string; camera?: boolean; onTake: (files: FileList | null) => Promise<void> }) {
  return (
    <label className="btn big wide">
      <Icon name={camera ? 'camera' : 'plus'} /> {label}
      <input
        className="sr"
        type="file"
        accept="image/*"
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(event) => {
          const { target } = event
          void onTake(target.files).finally(() => {
            target.value = ''
          })
        }}
      />
    </label>
  )
}

export function NameStep({ draft, change }: StepProps) {
  return (
    <div className="stack">
      <TextField
        label="称呼"
        required={false}
        hint="不用真名，叫得应就行，比如：村民代表甲。"
        value={draft.alias}
        maxLength={20}
        onChange={(alias) => change({ alias })}
      />
      <Tick label="说话的人不满十四岁" value={draft.under14} onChange={(under14) => change({ under14 })} />
      {draft.under14 ? (
        <TextField
          label="监护人的名字"
          required
          hint={intakeNotice.guardian}
          value={draft.guardian}
          maxLength={20}
          onChange={(guardian) => change({ guardian })}
        />
      ) : null}
    </div>
  )
}

export function ContactStep({ draft, change }: StepProps) {
  return (
    <div className="stack">
      <TextField
        label="电话或微信"
        required={false}
        hint="留了，经办人才能找您问清楚；不留，凭编号也能查进展。"
        inputMode="tel"
        value={draft.contact}
        maxLength={60}
        onChange={(contact) => change({ contact })}
      />
      <p className="hint quiet small">只有经办人看得到，每看一次都有记录。</p>
    </div>
  )
}

export function CheckStep({ draft, change, sending }: StepProps) {
  const nothing = draft.words.trim() === '' && voices(draft).length === 0
  return (
    <div className="stack">
      <section className="sheet check">
        {draft.words.trim() === '' ? null : <p className="check-words song">{draft.words.trim()}</p>}
        <Files files={draft.files} />
        <dl>
          <dt>称呼</dt>
          <dd>{draft.alias.trim() || '没有留'}</dd>
          {draft.under14 ? (
            <>
              <dt>监护人</dt>
              <dd>{draft.guardian.trim()}</dd>
            </>
          ) : null}
          <dt>联系方式</dt>
          <dd>{draft.contact.trim() || '没有留'}</dd>
        </dl>
        {nothing ? (
          <Button kind="plain" onPress={() => change({ step: 1 })}>
            还没有内容，去写几句
          </Button>
        ) : null}
      </section>
      <Underway sending={sending} />
      <p className="notice-words quiet">{intakeNotice.kept}</p>
      <p className="notice-words quiet">{intakeNotice.secrets}</p>
    </div>
  )
}
