import type { Opinion } from '../../shared/opinions.ts'
import { useNow } from '../clock.ts'
import { Button } from '../ui/Button.tsx'
import { opinionDeeds } from './opinion-deeds.ts'
import './opinions.css'

/** The ten seconds between the announcement and the seal: what is on its way still arrives, and there is a way back. */
export function Freezing({ opinion }: { opinion: Opinion }) {
  const now = useNow(250)
  if (!opinion.freezingAt) return null
  const left = Math.max(0, Math.ceil((Date.parse(opinion.freezingAt) - now) / 1000))
  return (
    <div className="freezing" role="status" aria-live="assertive">
      <b className="figure" aria-hidden="true">
        {left}
      </b>
      <p>
        <b>{left > 0 ? '正在定稿' : '马上落印'}</b>
        <br />
        <span className="small">
          请停笔。路上的字会收进来，落了印就不能再改。
        </span>
      </p>
      {opinion.may.includes('cancelFreeze') ? (
        <Button size="big" onPress={() => opinionDeeds.cancelFreeze(opinion)}>
          先不定稿
        </Button>
      ) : null}
    </div>
  )
}
