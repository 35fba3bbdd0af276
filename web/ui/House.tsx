import type { ReactNode } from 'react'
import { api } from '../api.ts'
import { MeContext } from '../me.tsx'
import { useAnswer } from '../use-answer.ts'
import { DemoBanner } from './Page.tsx'
import { Saying } from './Saying.tsx'

/** What stands around every page: who is here, what is said in passing, and 演示 where it is one. */
export function House({ children }: { children: ReactNode }) {
  const me = useAnswer(() => api.me.$get(), [])
  return (
    <MeContext value={me}>
      <Saying>
        {me.data?.demo ? <DemoBanner /> : null}
        {children}
      </Saying>
    </MeContext>
  )
}
