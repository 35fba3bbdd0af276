import type { Proposal } from '../../shared/proposal-shapes.ts'
import { isAwaitingSponsors } from '../../shared/proposals.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueBlock } from '../desk/DueMark.tsx'
import { ProposalThreads } from '../echo/Threads.tsx'
import { SealedText } from '../opinions/SealedText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Answers } from './Answers.tsx'
import { Decisions } from './Decisions.tsx'
import { From } from './From.tsx'
import { LateWords } from './LateWords.tsx'
import { Parts } from './Parts.tsx'
import { ProposalHead } from './ProposalHead.tsx'
import { RateReplies } from './RateReplies.tsx'
import { Ratings } from './Ratings.tsx'
import { Way } from './Way.tsx'
import { Signers } from './Signers.tsx'
import { SealedNext } from './SealedNext.tsx'
import { noSources, WithSources } from './WithSources.tsx'
import './proposals.css'

/** A proposal whose words are sealed: its sheet and its names, what the units answered, and what is to be done next. */
export function SealedRecord({ proposal, pressed }: { proposal: Proposal; pressed: boolean }) {
  const { revision } = proposal
  const answered = proposal.answers.length > 0
  return (
    <DeskFrame
      here="proposals"
      title={proposal.subject}
      head={<ProposalHead proposal={proposal} pressed={pressed} />}
      next={<SealedNext proposal={proposal} />}
      aside={
        <>
          <Parts proposal={proposal} />
          {isAwaitingSponsors(proposal.state) ? null : <DueBlock due={proposal.evaluationDue} title="评价截止" met={proposal.closedAt !== null} />}
          <Ratings proposal={proposal} />
          <Decisions proposal={proposal} />
          <From proposal={proposal} />
          <Way proposal={proposal} />
        </>
      }
    >
      {answered ? <Answers proposal={proposal} /> : null}
      <RateReplies proposal={proposal} />
      <article className="sheet proposal-sheet">
        <header>
          <h2 className="song">{answered ? '提案正文' : '正文'}</h2>
          {proposal.length.signs === null ? null : <span>{proposal.length.signs} 字</span>}
        </header>
        {revision ? (
          <WithSources proposal={proposal}>
            {(sources) => <SealedText revisionId={revision.id} sources={sources ?? noSources} />}
          </WithSources>
        ) : (
          <Notice>正文还没有交上来。</Notice>
        )}
        <Signers proposal={proposal} />
        <LateWords documentId={proposal.documentId} />
      </article>
      {proposal.submittedAt ? <ProposalThreads proposalId={proposal.id} organisationId={proposal.organisationId} /> : null}
    </DeskFrame>
  )
}
