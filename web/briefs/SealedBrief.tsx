import { useState } from 'react'
import type { Brief } from '../../shared/brief-shapes.ts'
import { isBriefClosed, isBriefInstructed, recommendationOutcomes } from '../../shared/briefs.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { Recommendations } from '../desk/Recommendations.tsx'
import { Decisions, Sources, Units } from './Beside.tsx'
import { BriefHead } from './BriefHead.tsx'
import { BriefNext } from './BriefNext.tsx'
import { BriefSheet } from './BriefSheet.tsx'
import { Instructions } from './Instructions.tsx'
import { OutcomeChoice, type Chosen, firstChoices } from './OutcomeChoice.tsx'
import './briefs.css'

/** A brief that was handed in: what the leader wrote, what the units answered, its sheet, and what is to be done next. */
export function SealedBrief({ brief, pressed }: { brief: Brief; pressed: boolean }) {
  const closing = brief.may.includes('close') && brief.repliesIn
  const [chosen, setChosen] = useState<Chosen>({})
  const choices = { ...firstChoices(brief), ...chosen }
  return (
    <DeskFrame
      here="briefs"
      title={brief.title}
      head={<BriefHead brief={brief} pressed={pressed} />}
      next={<BriefNext brief={brief} choices={choices} />}
      aside={
        <>
          <Units brief={brief} />
          <Sources brief={brief} />
          <Decisions brief={brief} />
        </>
      }
    >
      <Instructions brief={brief} />
      {isBriefInstructed(brief.state) && brief.assignments.length > 0 ? (
        <section className="sheet" id="outcomes">
          <header>
            <h2 className="song">{isBriefClosed(brief.state) ? '逐条结果' : '逐条落实'}</h2>
            <span>{outcomesInWords(brief)}</span>
          </header>
          <Recommendations
            items={brief.recommendations.map((one) => ({
              id: one.id,
              number: one.number,
              words: one.words,
              answers: one.answers.map(({ assignmentId, round, unitName, outcome, plannedOn, reason, words }) => ({
                key: `${assignmentId}:${round}`, unitName, outcome, plannedOn, reason, words,
              })),
              children: one.outcome ? (
                <p className="brief-outcome">
                  <span className="quiet">结果：</span>
                  <b>{recommendationOutcomes[one.outcome.outcome]}</b>
                  {one.outcome.reason ? <span className="quiet">，{one.outcome.reason}</span> : null}
                </p>
              ) : closing ? (
                <OutcomeChoice number={one.number} choice={choices[one.id]} onChange={(choice) => setChosen({ ...chosen, [one.id]: choice })} />
              ) : null,
            }))}
          />
        </section>
      ) : null}
      <BriefSheet brief={brief} />
    </DeskFrame>
  )
}

/** 已采纳 7 条，部分采纳 1 条，未采纳 1 条. */
function outcomesInWords({ recommendations }: Brief): string {
  return Object.entries(recommendationOutcomes)
    .map(([key, words]) => [words, recommendations.filter(({ outcome }) => outcome?.outcome === key).length] as const)
    .filter(([, n]) => n > 0)
    .map(([words, n]) => `${words} ${n} 条`)
    .join('，')
}
