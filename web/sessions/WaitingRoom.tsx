import { useEffect } from 'react'
import { isAtTheDoor, isPresent, isTurnedAway } from '../../shared/sessions.ts'
import type { Refused } from '../answer.ts'
import { api } from '../api.ts'
import { ErrorState, Shown } from '../ui/Notice.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Page } from '../ui/Page.tsx'
import { useAnswer } from '../use-answer.ts'
import './seat.css'

const looksAgainMs = 4000

/** Outside the door with a name given: waiting to be let in, or told why not. */
export function WaitingRoom({
  sessionId,
  refused,
  onAdmitted,
}: {
  sessionId: string
  refused: Refused | null
  onAdmitted: () => void
}) {
  const answer = useAnswer(
    () => api.sessions[':id'].seat.$get({ param: { id: sessionId } }),
    [`session:${sessionId}`],
    [sessionId],
  )
  const { data, again } = answer
  const waiting = data?.seat != null && isAtTheDoor(data.seat.state)
  const admitted = data?.seat != null && isPresent(data.seat.state)

  useEffect(() => {
    if (admitted) onAdmitted()
  }, [admitted, onAdmitted])
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(again, looksAgainMs)
    return () => clearInterval(timer)
  }, [waiting, again])

  if (data === undefined && answer.error && refused) {
    return (
      <Page view="phone" title="这场会" width="narrow" right={<LargeType />}>
        <ErrorState error={refused} />
      </Page>
    )
  }
  return (
    <Shown answer={answer}>
      {(door) => (
        <Page view="phone" title={door.venueName || '会场门口'} width="narrow" right={<LargeType />}>
          <section className="waiting-room" role="status">
            <p className="quiet">{door.title}</p>
            {door.seat && isTurnedAway(door.seat.state) ? (
              <>
                <h2 className="song">主持人没有放行</h2>
                <p>请和主持人当面说一声，或者扫会场里的二维码进来。</p>
              </>
            ) : waiting ? (
              <>
                <h2 className="song">在门口等一下</h2>
                <p>{door.seat?.name}，主持人看到您了就会请您进来。这一页开着就行。</p>
              </>
            ) : (
              <>
                <h2 className="song">{door.open ? '扫会场里的二维码进来' : '这场会现在不能进'}</h2>
                <p>{door.open ? '也可以报会议码，在门口等主持人放行。' : '请等主持人开始签到。'}</p>
                <a className="btn next" href="/s">
                  输入会议码
                </a>
              </>
            )}
          </section>
        </Page>
      )}
    </Shown>
  )
}
