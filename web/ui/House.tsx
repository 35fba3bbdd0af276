import { type ReactNode, useEffect } from 'react'
import { api } from '../api.ts'
import { MeContext } from '../me.tsx'
import { KeptBar } from '../offline/KeptBar.tsx'
import { arrive } from '../offline/arriving.ts'
import { useAnswer } from '../use-answer.ts'
import { DemoBanner } from './Page.tsx'
import { Saying } from './Saying.tsx'

/** What stands around every page: who is here, what is said in passing, and 演示 where it is one. */
export function House({ children }: { children: ReactNode }) {
  const me = useAnswer(() => api.me.$get(), [])
  const actor = me.data?.actor
  const account = actor && (actor.kind === 'stranger' ? null : `${actor.kind}:${actor.id}`)
  useEffect(() => {
    if (account !== undefined) void arrive(account)
  }, [account])
  return (
    <MeContext value={me}>
      <Saying>
        {me.data?.demo ? <DemoBanner /> : null}
        <KeptBar />
        {children}
      </Saying>
    </MeContext>
  )
}
