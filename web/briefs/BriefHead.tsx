import type { ReactNode } from 'react'
import type { Brief } from '../../shared/brief-shapes.ts'
import { briefNumberWords, briefWorkflow, isBriefInk, isBriefNumbered } from '../../shared/briefs.ts'
import { labelOf } from '../../shared/workflow.ts'
import { RecordHead } from '../desk/RecordHead.tsx'
import { stopsOf } from './brief-words.ts'

/** The head of one brief: its title, its stamp, how far it is. */
export function BriefHead({ brief, pressed, tools, children }: { brief: Brief; pressed?: boolean; tools?: ReactNode; children?: ReactNode }) {
  const numbered = isBriefNumbered(brief.state)
  return (
    <RecordHead
      back={{ href: '/briefs', label: '建议简报' }}
      title={brief.title}
      stamp={numbered ? '已签' : isBriefInk(brief.state) ? null : '定稿'}
      {...(numbered && pressed ? { pressed: true } : {})}
      facts={[labelOf(briefWorkflow, brief.state), brief.year ? `${brief.year}年${briefNumberWords(brief)}` : null, brief.committeeName, brief.createdBy && `${brief.createdBy}编`, tools]}
      stops={stopsOf(brief)}
    >
      {children}
    </RecordHead>
  )
}
