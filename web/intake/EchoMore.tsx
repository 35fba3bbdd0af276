import { useState } from 'react'
import type { Echo } from '../../shared/intake-shapes.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Dialog } from '../ui/Over.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { LinkShown } from './ReceiptPage.tsx'

/** What the one who said it may still do: add words, take the link to another phone, take it back. */
export function EchoMore({ echo: { id, version, may } }: { echo: Echo }) {
  const { say } = useSay()
  const [link, setLink] = useState<string | null>(null)

  async function renew() {
    const answer = await deed((options) => api.echo[':id'].link.$post({ param: { id }, json: {} }, options))
    setLink(answer.link)
  }
  async function leave() {
    await deed((options) => api.echo[':id'].leave.$post({ param: { id }, json: {} }, options))
    location.assign('/look-up')
  }
  async function revoke() {
    await deed((options) => api.echo[':id'].revoke.$post({ param: { id }, json: {} }, options))
    setLink(null)
    say('收回了。现在只有这台手机看得到。')
  }

  return (
    <section className="echo-more stack">
      {may.includes('addWords') ? <AddWords id={id} version={version} /> : null}
      {link ? (
        <LinkShown link={link} open onOpen={() => setLink(null)} />
      ) : (
        <Button size="wide" onPress={renew}>
          <Icon name="lock" /> 换一台手机也想看
        </Button>
      )}
      <PressAndAsk
        kind="bare"
        size="wide"
        label="收回专用链接"
        title="收回专用链接？"
        effect="以前给出的链接都打不开了，别的手机也看不到了；这台手机照样能看。凭编号和查询码也照样能查。"
        confirm="收回"
        onConfirm={revoke}
      />
      <PressAndAsk
        kind="bare"
        size="wide"
        label="手机是借的，看完退出"
        title="从这台手机上退出？"
        effect="退出以后，这台手机就看不到您的原话和回声了。以后可以用专用链接，或凭编号和查询码看。"
        confirm="退出"
        onConfirm={leave}
      />
    </section>
  )
}

function AddWords({ id, version }: { id: string; version: number }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')

  async function add() {
    await deed((options) => api.echo[':id'].words.$post({ param: { id }, json: { version, words: words.trim() } }, options))
    setOpen(false)
    setWords('')
    say('补充好了')
  }

  return (
    <>
      <Button size="wide" onPress={() => setOpen(true)}>
        <Icon name="plus" /> 补充几句
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="补充几句"
        actions={
          <Button kind="next" size="wide" disabled={words.trim() === ''} onPress={add}>
            补上
          </Button>
        }
      >
        <TextArea label="还想说的" hint="原来说的话不会改，补充的写在后面。" value={words} onChange={setWords} maxLength={1000} />
      </Dialog>
    </>
  )
}
