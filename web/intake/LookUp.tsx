import { useState } from 'react'
import { readCode, readIssueNumber } from '../../shared/intake.ts'
import type { AnswerOf } from '../answer.ts'
import { take } from '../answer.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Page } from '../ui/Page.tsx'
import { EchoThread } from './EchoThread.tsx'

type Found = AnswerOf<Awaited<ReturnType<(typeof api)['look-up']['$post']>>>

/** 凭编号查进展: number and code together show the stops, and nobody's name or words. */
export function LookUp() {
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const ready = readIssueNumber(number) !== null && readCode(code) !== null

  async function look() {
    setFound(await take(api['look-up'].$post({ json: { number, code } })))
    scrollTo(0, 0)
  }

  if (found) {
    return (
      <Page view="phone" width="narrow" title={found.number} right={<LargeType />} bar={<Button onPress={() => setFound(null)}>查另一件</Button>}>
        <EchoThread stops={found.stops} />
        <p className="notice-words quiet">这里只有进展，没有名字和原话。要看原话和答复全文，请打开您的专用链接。</p>
      </Page>
    )
  }
  return (
    <Page view="phone" width="narrow" title="查我说过的事" right={<LargeType />}>
      <form className="stack" onSubmit={(event) => event.preventDefault()}>
        <TextField label="编号" hint="比如 SS-2026-0117，横线可以不打。" value={number} onChange={setNumber} maxLength={24} />
        <TextField label="查询码" hint="回执上的 8 位数字和字母，大小写都行。" value={code} onChange={setCode} maxLength={12} />
        <Button type="submit" kind="next" size="big wide" disabled={!ready} onPress={look}>
          查进展
        </Button>
        {number !== '' && code.length >= 8 && !ready ? <p className="hint quiet">请再对一遍：编号是年份加四位数，查询码是 8 位。</p> : null}
        <a className="btn wide" href="/echo">
          在这台手机上说的，直接看
        </a>
      </form>
    </Page>
  )
}
