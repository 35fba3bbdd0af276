import { useState } from 'react'
import { mayWrite } from '../../shared/documents/access.ts'
import { kindOfRoles } from '../../shared/people.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { isProposalReturned } from '../../shared/proposals.ts'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import { useRoom } from '../documents/use-room.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueBlock } from '../desk/DueMark.tsx'
import { useMe } from '../me.tsx'
import { AsRead, Lacking } from '../outcomes/AsRead.tsx'
import { LengthMark } from '../outcomes/LengthMark.tsx'
import { useWriting } from '../outcomes/use-writing.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { SourceTags } from '../ui/SourceTags.tsx'
import { CoSponsors } from './CoSponsors.tsx'
import { DraftNext } from './DraftNext.tsx'
import { From } from './From.tsx'
import { LateWords } from './LateWords.tsx'
import { ProposalHead } from './ProposalHead.tsx'
import { proposalDeeds } from './proposal-deeds.ts'
import { WithSources } from './WithSources.tsx'
import { bare, haveDeclinedLast } from './words.ts'
import './proposals.css'

/** The private room in which a proposal is written by those whose names stand on it. */
export function DraftRoom({ proposal }: { proposal: Proposal }) {
  const me = useMe()
  const here = useRoom(proposal.documentId)
  const writing = useWriting(here.look.synced ? here.room : null, 'proposal')
  const roles = me.data?.actor.roles.map(({ role }) => role) ?? []
  const user = { name: me.data?.actor.name ?? '有人', kind: kindOfRoles(roles) }
  return (
    <DeskFrame
      here="proposals"
      title={proposal.subject}
      saved={here.room && here.look.synced ? <SavedMark state={here.look.saved} /> : undefined}
      head={
        <ProposalHead proposal={proposal} tools={proposal.may.includes('edit') ? <Rename proposal={proposal} /> : null}>
          <WhyAgain proposal={proposal} />
        </ProposalHead>
      }
      next={<DraftNext proposal={proposal} writing={writing} />}
      aside={
        <>
          <section>
            <h2 className="song">篇幅</h2>
            <LengthMark length={writing?.length ?? proposal.length.signs ?? 0} lengths={proposal.length} />
            {proposal.may.includes('edit') ? null : <Lacking writing={writing} />}
          </section>
          <AsRead writing={writing} />
          <CoSponsors proposal={proposal} />
          <From proposal={proposal} />
          <DueBlock due={proposal.resubmitDue} title="重新提交" />
        </>
      }
    >
      <article className="sheet proposal-sheet">
        <header>
          <h2 className="song">正文</h2>
          {here.room && here.look.synced ? <Presence room={here.room} /> : null}
        </header>
        <WithSources proposal={proposal}>
          {(sources) => (
            <Paper here={here}>
              {(room, info) => (
                <Editor
                  room={room}
                  me={user}
                  right={mayWrite(info.right) ? 'edit' : 'read'}
                  info={info}
                  label="提案正文"
                  {...(sources
                    ? { renderBeside: (clause) => <SourceTags sources={sources(clause.id, clause.was)} clause={clause.label} /> }
                    : {})}
                />
              )}
            </Paper>
          )}
        </WithSources>
        <LateWords documentId={proposal.documentId} />
      </article>
    </DeskFrame>
  )
}

/** Why it is being written again: returned by the office, opened again, or declined by somebody who was asked. */
function WhyAgain({ proposal }: { proposal: Proposal }) {
  const decision = proposal.decisions.findLast(({ move }) => move === 'returnForChange')
  if (decision && isProposalReturned(proposal.state)) {
    return (
      <Notice tone="soon">
        {decision.byName}退回修改：{bare(decision.words)}。改好再重新提交。
      </Notice>
    )
  }
  const declined = haveDeclinedLast(proposal)
  if (declined.length === 0) return null
  return (
    <Notice tone="soon">
      {declined.map(({ name, reason }) => `${name}没有联名：“${bare(reason)}”。`).join('')}
      那一版的签名都作废，改好再请大家签。
    </Notice>
  )
}

/** Changes the subject (案由). */
function Rename({ proposal }: { proposal: Proposal }) {
  const [open, setOpen] = useState(false)
  const [subject, setSubject] = useState(proposal.subject)
  return (
    <>
      <Button
        kind="bare"
        className="inline"
        onPress={() => {
          setSubject(proposal.subject)
          setOpen(true)
        }}
      >
        改案由
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="案由怎么写"
        later="先不改"
        verb="改好了"
        ready={subject.trim() !== ''}
        onConfirm={() => proposalDeeds.rename(proposal, subject.trim())}
      >
        <TextField label="案由" hint="一件提案只谈一件事。" maxLength={80} value={subject} onChange={setSubject} />
      </AskDialog>
    </>
  )
}
