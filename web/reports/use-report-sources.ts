import type { Report } from '../../shared/report-shapes.ts'
import { useSources } from '../opinions/use-sources.ts'
import { useCards } from '../sessions/use-hall.ts'
import type { Source } from '../ui/SourceTags.tsx'

const nowhere = '00000000-0000-0000-0000-000000000000'
const none: Source[] = []
const nobody = () => none

/** 来处 of a clause of a report that was made from a signed opinion, as far as the reader may see that session. */
export function useReportSources({ documentId, origins }: Pick<Report, 'documentId' | 'origins'>): (id: string, was: readonly string[]) => Source[] {
  const sessionId = origins[0]?.sessionId
  const { cards } = useCards(sessionId ?? nowhere)
  const sources = useSources(documentId, sessionId ?? nowhere, cards)
  return sessionId ? sources : nobody
}
