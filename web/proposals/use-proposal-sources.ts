import type { Proposal } from '../../shared/proposal-shapes.ts'
import { useSources } from '../opinions/use-sources.ts'
import { useCards } from '../sessions/use-hall.ts'
import type { Source } from '../ui/SourceTags.tsx'

const nowhere = '00000000-0000-0000-0000-000000000000'
const none: Source[] = []
const nobody = () => none

/** 来处 of a clause of a proposal that was made from a signed opinion, as far as the reader may see that session. */
export function useProposalSources(proposal: Pick<Proposal, 'documentId' | 'from'>): (id: string, was: readonly string[]) => Source[] {
  const sessionId = proposal.from[0]?.sessionId
  const { cards } = useCards(sessionId ?? nowhere)
  const sources = useSources(proposal.documentId, sessionId ?? nowhere, cards)
  return sessionId ? sources : nobody
}
