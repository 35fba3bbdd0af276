import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { needsDate, needsReason } from '../../shared/assignments.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { Button } from '../ui/Button.tsx'
import { AnswerKind } from './AnswerKind.tsx'
import { PlanDay, RefusalReason } from './AnswerNeed.tsx'
import type { Slot } from './answer-slots.ts'
import { Former, sourcesInWords } from './Asked.tsx'
import { isCutShort, outcomeInWords } from './assignment-words.ts'
import { type Answering, type Choice, lackOf } from './use-answering.ts'

/**
 * What belongs to one recommendation, drawn into the text: what is answered below its heading, and after the words what
 * the answer still needs. The one being worked on shows all four answers, the others only the one they have.
 */
export function AnswerSlot({
  recommendation,
  slot,
  answering,
  current,
  writable,
  onTurn,
}: {
  recommendation: RecommendationAnswer
  slot: Slot
  answering: Answering
  current: boolean
  writable: boolean
  /** Somebody turned to this one. */
  onTurn: () => void
}) {
  return (
    <>
      {createPortal(
        <Turning onTurn={onTurn}>
          <AnswerHead recommendation={recommendation} answering={answering} open={current && writable} writable={writable} onTurn={onTurn} />
        </Turning>,
        slot.head,
      )}
      {createPortal(
        <Turning onTurn={onTurn}>
          {writable ? <AnswerFoot recommendation={recommendation} answering={answering} open={current} /> : <Reason choice={answering.choiceOf(recommendation)} />}
        </Turning>,
        slot.foot,
      )}
    </>
  )
}

function Turning({ onTurn, children }: { onTurn: () => void; children: ReactNode }) {
  return <div onFocus={onTurn}>{children}</div>
}

function AnswerHead({
  recommendation,
  answering,
  open,
  writable,
  onTurn,
}: {
  recommendation: RecommendationAnswer
  answering: Answering
  open: boolean
  writable: boolean
  onTurn: () => void
}) {
  const choice = answering.choiceOf(recommendation)
  const called = `建议${circledNumber(recommendation.number)}`
  const from = sourcesInWords(recommendation)
  const cut = isCutShort(recommendation)
  return (
    <>
      <div className={cut ? 'answer-top long' : 'answer-top'}>
        <div className="answer-line">
          {open ? (
            from ? <span>{from}</span> : null
          ) : choice.outcome ? (
            <span>{outcomeInWords(choice.outcome, choice.plannedOn)}</span>
          ) : writable ? (
            <Button aria-label={`答复这一条：${called}`} onPress={onTurn}>
              答复这一条
            </Button>
          ) : (
            <span>还没有答复</span>
          )}
        </div>
        {cut ? <p className="answer-asked song">{recommendation.words}</p> : null}
      </div>
      {open ? (
        <AnswerKind
          label={`怎么答复${called}`}
          value={choice.outcome}
          onChoose={(outcome) => answering.choose(recommendation, { outcome })}
        />
      ) : null}
      {recommendation.former ? <Former former={recommendation.former} /> : null}
    </>
  )
}

function AnswerFoot({ recommendation, answering, open }: { recommendation: RecommendationAnswer; answering: Answering; open: boolean }) {
  const choice = answering.choiceOf(recommendation)
  const { outcome, plannedOn, reason } = choice
  const called = `建议${circledNumber(recommendation.number)}`
  if (outcome === null) return null
  if (!open && !lackOf(choice)) return <Reason choice={choice} />
  if (needsDate(outcome)) {
    return <PlanDay called={called} value={plannedOn ?? ''} onGive={(day) => answering.choose(recommendation, { plannedOn: day })} />
  }
  return needsReason(outcome) ? (
    <RefusalReason called={called} value={reason} onGive={(words) => answering.choose(recommendation, { reason: words })} />
  ) : null
}

const Reason = ({ choice: { reason } }: { choice: Choice }) => (reason ? <p className="quiet">原因：{reason}</p> : null)
