import { itemWorkflow } from '../../shared/agenda.ts'
import { assignmentWorkflow } from '../../shared/assignments.ts'
import { briefWorkflow } from '../../shared/briefs.ts'
import { cardWorkflow } from '../../shared/cards.ts'
import { issueWorkflow } from '../../shared/intake.ts'
import { opinionWorkflow } from '../../shared/opinions.ts'
import { proposalWorkflow } from '../../shared/proposals.ts'
import { reportWorkflow } from '../../shared/reports.ts'
import { participantWorkflow, sessionWorkflow } from '../../shared/sessions.ts'
import { topicWorkflow } from '../../shared/topics.ts'
import type { Workflow } from '../../shared/workflow.ts'

/** Every workflow of the house, with the one file that may name its states. */
export const everyWorkflow: readonly { workflow: Workflow; home: string }[] = [
  { workflow: issueWorkflow, home: 'shared/intake.ts' },
  { workflow: topicWorkflow, home: 'shared/topics.ts' },
  { workflow: sessionWorkflow, home: 'shared/sessions.ts' },
  { workflow: participantWorkflow, home: 'shared/sessions.ts' },
  { workflow: itemWorkflow, home: 'shared/agenda.ts' },
  { workflow: cardWorkflow, home: 'shared/cards.ts' },
  { workflow: opinionWorkflow, home: 'shared/opinions.ts' },
  { workflow: proposalWorkflow, home: 'shared/proposals.ts' },
  { workflow: briefWorkflow, home: 'shared/briefs.ts' },
  { workflow: reportWorkflow, home: 'shared/reports.ts' },
  { workflow: assignmentWorkflow, home: 'shared/assignments.ts' },
]
