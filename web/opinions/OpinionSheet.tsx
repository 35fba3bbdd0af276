import { useState } from 'react'
import { isOpinionDrafting, isOpinionSealed, type Opinion, opinionWorkflow } from '../../shared/opinions.ts'
import type { Participant } from '../../shared/sessions.ts'
import type { AgendaItem } from '../../shared/agenda.ts'
import type { Card } from '../../shared/cards.ts'
import { mayWrite } from '../../shared/documents/access.ts'
import { HeldBack } from '../agenda/ItemOutcome.tsx'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import type { RoomHere } from '../documents/use-room.ts'
import { kindOfHand } from '../sessions/hands.tsx'
import { SourceTags } from '../ui/SourceTags.tsx'
import { EarlierSeals } from './EarlierSeals.tsx'
import { LateWords } from './LateWords.tsx'
import { Settled } from './Settled.tsx'
import { useSources } from './use-sources.ts'
import '../sessions/common.css'
import './opinions.css'

/** The sheet of the opinion: written by many hands until the seal, with 来处 in its margin and the stamp at its foot. */
export function OpinionSheet({
  opinion,
  here,
  me,
  cards,
  items,
  onDropCard,
}: {
  opinion: Opinion
  here: RoomHere
  me: Participant | null
  cards: readonly Card[]
  items: readonly AgendaItem[]
  onDropCard?: (cardId: string) => unknown
}) {
  const sources = useSources(opinion.documentId, opinion.sessionId, cards)
  const sealed = isOpinionSealed(opinion.state)
  // The press is played for those who saw the text unsealed on this page, not for whoever opens it later.
  const [sawInk, setSawInk] = useState(!sealed)
  if (!sealed && !sawInk) setSawInk(true)
  return (
    <article className={sealed ? 'sheet opinion sealed' : 'sheet opinion'}>
      <header>
        <h2 className="song">{opinion.title}</h2>
        <span className="quiet small nowrap">
          意见稿{isOpinionDrafting(opinion.state) ? '' : ` · ${opinionWorkflow.states[opinion.state].label}`}
        </span>
        {here.room && here.look.synced && !sealed ? <Presence room={here.room} /> : null}
      </header>
      <EarlierSeals opinion={opinion} />
      <Paper here={here}>
        {(room, info) => (
          <>
            <Editor
              room={room}
              me={{ name: me?.name ?? '旁听', kind: kindOfHand(me?.hand ?? 'observer') }}
              right={mayWrite(info.right) && !sealed ? (info.right === 'edit' ? 'edit' : 'contribute') : 'read'}
              info={info}
              label="意见稿"
              renderBeside={(clause) => <SourceTags sources={sources(clause.id, clause.was)} clause={clause.label} />}
              {...(onDropCard ? { onDropCard } : {})}
            />
            {sealed || !mayWrite(info.right) ? null : (
              <p className="drop quiet small">
                {info.right === 'edit' ? (onDropCard ? '接着写，或把意见卡拖到这里' : '可以接着写') : '可以接着写；只能删改自己写的'}
              </p>
            )}
          </>
        )}
      </Paper>
      {sealed ? <HeldBack items={items} /> : null}
      <Settled opinion={opinion} pressed={sawInk} />
      <LateWords opinion={opinion} />
    </article>
  )
}
