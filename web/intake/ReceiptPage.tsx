import { useState } from 'react'
import { showCode } from '../../shared/intake.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Page } from '../ui/Page.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { CopyButton } from './CopyButton.tsx'

export type Receipt = { id: string; number: string; code: string; link: string }

const placeOf = (code: string) => `receipt:${code}`

/**
 * The receipt of what was just said: kept while this page is open, also when it is loaded anew. Whoever comes to the
 * page afresh, say the next person at a shared tablet, does not see it.
 */
export function useReceipt(code: string): [Receipt | null, (receipt: Receipt | null) => void] {
  const [receipt, setReceipt] = useState<Receipt | null>(() => {
    try {
      if (!isLoadedAnew()) sessionStorage.removeItem(placeOf(code))
      return JSON.parse(sessionStorage.getItem(placeOf(code)) ?? 'null') as Receipt | null
    } catch {
      return null
    }
  })
  return [
    receipt,
    (next) => {
      try {
        if (next) sessionStorage.setItem(placeOf(code), JSON.stringify(next))
        else sessionStorage.removeItem(placeOf(code))
      } catch {
        // A private window keeps nothing; the receipt holds until the page is closed.
      }
      setReceipt(next)
      scrollTo(0, 0)
    },
  ]
}

function isLoadedAnew(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry?.type === 'reload' || entry?.type === 'back_forward'
}

/** 回执: the number to speak aloud, the code that goes with it, and the link that shows everything. */
export function ReceiptPage({ receipt, place, onDone }: { receipt: Receipt; place: string; onDone: () => void }) {
  const me = useMe()
  // A signed-in tablet serves many: it keeps no right to what was said on it.
  const isKeptHere = me.data?.actor.kind !== 'person'
  return (
    <Page
      view="phone"
      width="narrow"
      title={place}
      right={<LargeType />}
      bar={
        <>
          <Button onPress={onDone}>再说一件</Button>
          {isKeptHere ? (
            <a className="btn next" href="/echo">
              看我的回声
            </a>
          ) : null}
        </>
      }
    >
      <p className="saved">已收到</p>
      <ReceiptSheet receipt={receipt} />
    </Page>
  )
}

export function ReceiptSheet({ receipt }: { receipt: Receipt }) {
  const { number, code, link } = receipt
  const [shown, setShown] = useState(false)
  return (
    <div className="stack">
      <section className="sheet receipt">
        <p>您的编号，打电话、当面问都报它</p>
        <p className="receipt-number">{number}</p>
        <p>查询码，不要告诉别人</p>
        <p className="receipt-code">{showCode(code)}</p>
        <p className="quiet small">两样放在一起，能查办到了哪一步，看不到您的名字和原话。</p>
      </section>
      <p>
        <b>请截一张图存着</b>，或把编号和查询码抄下来。
      </p>
      <CopyButton label="复制编号和查询码" words={`编号 ${number}，查询码 ${showCode(code)}`} />
      <LinkShown link={link} open={shown} onOpen={() => setShown(!shown)} />
    </div>
  )
}

/** A private link, to copy or to take along as a picture. */
export function LinkShown({ link, open, onOpen }: { link: string; open: boolean; onOpen: () => void }) {
  return (
    <div className="stack">
      <Button size="wide" aria-expanded={open} onPress={onOpen}>
        <Icon name="lock" /> 换一台手机也想看
      </Button>
      {open ? (
        <section className="sheet link-shown">
          <p>这是您的专用链接，能看到您的原话、录音和照片，只能打开一次，请不要发给别人。</p>
          <QrCode text={link} label="专用链接的二维码" />
          <p className="quiet small">用那台手机扫这个码；或复制链接，发给自己。</p>
          <CopyButton label="复制专用链接" words={link} />
        </section>
      ) : null}
    </div>
  )
}
