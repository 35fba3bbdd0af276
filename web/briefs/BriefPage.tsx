import { useState } from 'react'
import { useParams } from 'react-router'
import type { Brief } from '../../shared/brief-shapes.ts'
import { isBriefInk, isBriefNumbered } from '../../shared/briefs.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { CompileRoom } from './CompileRoom.tsx'
import { SealedBrief } from './SealedBrief.tsx'

/** One brief: a live text while it is compiled, a record once it is handed in. */
export function BriefPage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.briefs[':id'].$get({ param: { id } }), [`brief:${id}`], [id])
  if (answer.data) return <Here key={id} brief={answer.data} />
  return (
    <DeskFrame here="briefs" title="建议简报">
      <Shown answer={answer}>{() => null}</Shown>
    </DeskFrame>
  )
}

function Here({ brief }: { brief: Brief }) {
  // The press is played for those who saw it without its number on this page, not for whoever opens it later.
  const numbered = isBriefNumbered(brief.state)
  const [before, setBefore] = useState(!numbered)
  if (!numbered && !before) setBefore(true)
  return isBriefInk(brief.state) ? <CompileRoom brief={brief} /> : <SealedBrief brief={brief} pressed={before} />
}
