import { lazy, useState } from 'react'
import { useParams } from 'react-router'
import { type Proposal } from '../../shared/proposal-shapes.ts'
import { isDocketedOnce, isProposalInk } from '../../shared/proposals.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { SealedRecord } from './SealedRecord.tsx'

/** The editor is fetched by those who write; who signs or rates on a phone does without. */
const DraftRoom = lazy(async () => ({ default: (await import('./DraftRoom.tsx')).DraftRoom }))

/** One proposal: a private room while it is written, a record once it is sealed. */
export function ProposalPage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.proposals[':id'].$get({ param: { id } }), [`proposal:${id}`], [id])
  if (answer.data) return <Here key={id} proposal={answer.data} />
  return (
    <DeskFrame here="proposals" title="提案">
      <Shown answer={answer}>{() => null}</Shown>
    </DeskFrame>
  )
}

function Here({ proposal }: { proposal: Proposal }) {
  // The press is played for those who saw it without its number on this page, not for whoever opens it later.
  const docketed = isDocketedOnce(proposal.state)
  const [before, setBefore] = useState(!docketed)
  if (!docketed && !before) setBefore(true)
  if (isProposalInk(proposal.state)) return <DraftRoom proposal={proposal} />
  return <SealedRecord proposal={proposal} pressed={before} />
}
