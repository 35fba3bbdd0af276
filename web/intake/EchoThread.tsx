import type { StopLine } from '../../shared/intake-shapes.ts'
import { type Stop, Thread } from '../ui/Thread.tsx'
import './intake.css'

type Shown = Omit<StopLine, 'words' | 'by'> & { words?: string; by?: string | undefined }

/** 回声: what became of somebody's words. What they may read of others' words stands under the stop. */
export function EchoThread({ stops, flat }: { stops: readonly Shown[]; flat?: boolean }) {
  return <Thread stops={stops.map(drawn)} {...(flat ? {} : { down: true })} />
}

function drawn({ key, title, detail, at, state, late, stamp, words, by }: Shown): Stop {
  return {
    key,
    title,
    detail: by ? [detail, `经办人：${by}`].filter(Boolean).join('，') : detail,
    at,
    state,
    ...(late ? { late } : {}),
    ...(stamp ? { stamp } : {}),
    ...(words ? { children: <p className="reply">{words}</p> } : {}),
  }
}
