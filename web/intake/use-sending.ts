import { useCallback, useState } from 'react'
import type { FileLine } from '../../shared/file-shapes.ts'
import { Refused, wordsOf } from '../answer.ts'
import { newKey } from '../key.ts'
import { sendFile, type ToSend } from './send.ts'

export type Pending = { key: string; file: ToSend; share: number; wrong: string | null }

export type Sending = {
  pending: readonly Pending[]
  send: (file: ToSend) => Promise<void>
  again: (pending: Pending) => Promise<void>
  drop: (pending: Pending) => void
}

/**
 * Photos and recordings on their way. One that did not get through stays here with its key and is sent again at a
 * touch: nothing is lost while the page is open.
 */
export function useSending(ready: () => Promise<unknown>, onSent: (file: FileLine) => void): Sending {
  const [pending, setPending] = useState<readonly Pending[]>([])
  const change = useCallback((key: string, part: Partial<Pending>) => {
    setPending((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)))
  }, [])
  const drop = useCallback(({ key }: Pending) => setPending((before) => before.filter((one) => one.key !== key)), [])

  async function push(one: Pending) {
    try {
      await ready()
      const line = await sendFile(one.file, one.key, (share) => change(one.key, { share }))
      drop(one)
      onSent(line)
    } catch (error) {
      const lasting = error instanceof Refused && error.status < 500
      change(one.key, { share: 0, wrong: lasting ? wordsOf(error) : '没传上去，还在这台手机里。' })
    }
  }

  return {
    pending,
    drop,
    async send(file) {
      const one: Pending = { key: newKey(), file, share: 0, wrong: null }
      setPending((before) => [...before, one])
      await push(one)
    },
    async again(one) {
      change(one.key, { wrong: null })
      await push(one)
    },
  }
}
