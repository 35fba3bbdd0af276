import { useRef } from 'react'
import { intakeNotice } from '../../shared/intake.ts'
import { api } from '../api.ts'
import { Refused } from '../answer.ts'
import { deed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAnswer } from '../use-answer.ts'
import { AtTheDoor } from './AtTheDoor.tsx'
import type { Door } from './door.ts'
import { type Draft, keyFor, useDraft } from './draft.ts'
import { ReceiptPage, useReceipt } from './ReceiptPage.tsx'
import { CheckStep, ContactStep, NameStep, PhotoStep, SayStep, type StepProps } from './steps.tsx'
import { useSending } from './use-sending.ts'
import './intake.css'

const steps = [
  { title: '您想说什么事？', page: SayStep },
  { title: '有照片吗？', page: PhotoStep },
  { title: '怎么称呼您？', page: NameStep },
  { title: '怎么找您？', page: ContactStep },
  { title: '看一遍，交上去', page: CheckStep },
] as const

const nameless = '居民'

/** What the QR of a venue opens: the door of a session where one is on, and saying something. One thing a screen. */
export function Speak({ code }: { code: string }) {
  const door = useAnswer(() => api.doors[':code'].$get({ param: { code } }), [], [code])
  return <Shown answer={door}>{(found) => <Speaking code={code} door={found} />}</Shown>
}

function Speaking({ code, door }: { code: string; door: Door }) {
  const { draft, change, clear } = useDraft(code)
  const [receipt, setReceipt] = useReceipt(code)
  const greeted = useRef(door.name)
  const sending = useSending(
    () => greet(greeted.current ?? nameless),
    (file) => change((before) => ({ files: [...before.files, file] })),
  )

  async function greet(name: string) {
    if (greeted.current === name) return
    await deed((options) => api.issues.greet.$post({ json: { code, name } }, options))
    greeted.current = name
  }

  async function submit() {
    const json = bodyOf(draft, code)
    const words = JSON.stringify(json)
    const key = keyFor(draft, words)
    change({ tried: { words, key } })
    await greet(draft.alias || (greeted.current ?? nameless))
    try {
      const { number, code: lookUpCode, link, id } = await deed((options) => api.issues.raise.$post({ json }, options), key)
      clear()
      setReceipt({ id, number, code: lookUpCode, link })
    } catch (error) {
      // What was recorded long ago and never handed in is gone from the server: it has to be said again.
      if (error instanceof Refused && error.code === 'fileNotYours') change({ files: [], step: 1 })
      throw error
    }
  }

  if (receipt) return <ReceiptPage receipt={receipt} place={door.venue.name} onDone={() => setReceipt(null)} />
  if (draft.step === 0) return <AtTheDoor code={code} door={door} begun={draft.words !== '' || draft.files.length > 0} onSpeak={() => change({ step: 1 })} />

  const step = steps[draft.step - 1] ?? steps[0]
  const said = draft.words.trim() !== '' || draft.files.some((file) => file.purpose === 'voice')
  const onItsWay = sending.pending.some((one) => one.wrong === null)
  const isLast = draft.step === steps.length
  const lacksGuardian = draft.under14 && draft.guardian.trim() === ''
  const props: StepProps = { draft, change, sending }
  return (
    <Page
      view="phone"
      width="narrow"
      title={door.venue.name}
      right={<LargeType />}
      bar={
        <>
          <Button onPress={() => change({ step: draft.step - 1 })}>上一步</Button>
          {isLast ? (
            <Button kind="seal" disabled={!said || onItsWay} onPress={submit}>
              交上去
            </Button>
          ) : (
            <Button
              kind="next"
              disabled={(draft.step === 1 && !said && !onItsWay) || (draft.step === 3 && lacksGuardian)}
              onPress={() => change({ step: draft.step + 1 })}
            >
              下一步
            </Button>
          )}
        </>
      }
    >
      <p className="step-count">
        第 {draft.step} 步，共 {steps.length} 步
      </p>
      <h2 className="song step-title">{step.title}</h2>
      <step.page {...props} />
    </Page>
  )
}

function bodyOf(draft: Draft, code: string) {
  return {
    code,
    words: draft.words.trim(),
    fileIds: draft.files.map((file) => file.id),
    alias: draft.alias.trim(),
    contact: draft.contact.trim(),
    under14: draft.under14,
    guardian: draft.under14 ? draft.guardian.trim() : '',
    noticeVersion: intakeNotice.version,
  }
}
