import type { ReactNode } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { useSources } from '../opinions/use-sources.ts'
import { useCards } from '../sessions/use-hall.ts'
import type { Source } from '../ui/SourceTags.tsx'

type SourcesOf = (id: string, was: readonly string[]) => Source[]
type Given = { proposal: Pick<Proposal, 'documentId' | 'from'>; children: (sources: SourcesOf | null) => ReactNode }

/** 来处 of a proposal's clauses, where it was made from a signed opinion, as far as the reader may see that session. */
export function WithSources({ proposal, children }: Given) {
  const [origin] = proposal.from
  if (!origin) return <>{children(null)}</>
  return (
    <FromSession key={origin.sessionId} documentId={proposal.documentId} sessionId={origin.sessionId}>
      {children}
    </FromSession>
  )
}

function FromSession({ documentId, sessionId, children }: { documentId: string; sessionId: string; children: Given['children'] }) {
  const { cards } = useCards(sessionId)
  return <>{children(useSources(documentId, sessionId, cards))}</>
}

const none: Source[] = []
/** For texts that come from nobody else's words. */
export const noSources: SourcesOf = () => none
