import { isSettled } from '../../shared/agenda.ts'
import { isOpinionSigned } from '../../shared/opinions.ts'
import { hands, isPresent, isRecorded, type Session, sessionForms, sessionWorkflow } from '../../shared/sessions.ts'
import { HeldBack, ItemOutcome } from '../agenda/ItemOutcome.tsx'
import { circled, standingItems } from '../agenda/agenda-times.ts'
import { MyCards } from '../cards/MyCards.tsx'
import { OpinionThreads } from '../echo/Threads.tsx'
import { SealedText } from '../opinions/SealedText.tsx'
import { Settled } from '../opinions/Settled.tsx'
import { useSources } from '../opinions/use-sources.ts'
import { MadeOf } from '../outcomes/MadeOf.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDate, formatDay, formatSpan, formatTime } from '../ui/moments.ts'
import { seatGroups } from './hands.tsx'
import { type HallRecords, seriesName } from './use-hall.ts'
import './common.css'
import './hall.css'
import './seat.css'

/** A session that is over: the opinion with its seal and names, what was agreed, what was held back, who was there. */
export function SessionRecord({ hall }: { hall: HallRecords }) {
  const { session, items, cards, opinion } = hall
  const sources = useSources(session.opinionDocumentId, session.id, cards)
  const settled = standingItems(items).filter((item) => isSettled(item.state))
  return (
    <Page view="tablet" title={seriesName(session)} sub={session.venueName} back="/sessions" right={<LargeType />}>
      <div className="record">
        {isRecorded(session.state) ? null : (
          <Notice>
            {sessionWorkflow.states[session.state].label}
            {session.reason ? `：${session.reason}` : '。'}
          </Notice>
        )}
        {opinion?.seal ? (
          <article className="sheet opinion">
            <header>
              <h2 className="song">{opinion.title}</h2>
            </header>
            <SealedText revisionId={opinion.seal.revisionId} sources={sources} />
            <HeldBack items={items} />
            <Settled opinion={opinion} pressed={false} />
          </article>
        ) : (
          <h2 className="song record-title">{session.title}</h2>
        )}
        {opinion && isOpinionSigned(opinion.state) ? <MadeOf opinionId={opinion.id} /> : null}
        {opinion && isOpinionSigned(opinion.state) ? <OpinionThreads opinionId={opinion.id} subjects={issuesBehind(cards)} /> : null}
        <section>
          <h2 className="song">
            会议记录 <StateBadge workflow={sessionWorkflow} state={session.state} />
          </h2>
          <Facts session={session} />
        </section>
        {settled.length > 0 ? (
          <section>
            <h2 className="song">议程和共识</h2>
            <ol className="agenda-list">
              {settled.map((item, index) => (
                <li key={item.id} className={item.state}>
                  <span className="n">{circled(index + 1)}</span>
                  <div>
                    <b>{item.words}</b>
                    <small>谈了 {formatSpan(item.spentSeconds)}</small>
                    <ItemOutcome item={item} />
                  </div>
                </li>
              ))}
            </ol>
          </section>
        ) : null}
        <MyCards cards={cards} />
      </div>
    </Page>
  )
}

/** What is heard of the residents' words that stand in it. */
const issuesBehind = (cards: HallRecords['cards']) => cards.flatMap(({ issueId }) => (issueId ? [`issue:${issueId}`] : [])).slice(0, 30)

/** 16:41 on the same day, else with its date. */
const endWords = (begun: string, ended: string) =>
  formatDay(begun) === formatDay(ended) ? formatTime(ended) : formatDate(ended)

function Facts({ session }: { session: Session }) {
  const came = session.participants.filter((person) => isPresent(person.state) || person.checkedInAt !== null)
  const names = seatGroups.flatMap((group) => {
    const people = came.filter((person) => group.hands.includes(person.hand)).map((person) => person.name)
    return people.length > 0 ? [`${group.label}：${people.join('、')}`] : []
  })
  const chair = came.find((person) => person.hand === 'facilitator')
  return (
    <dl className="facts">
      <dt>形式</dt>
      <dd>{sessionForms[session.form]}</dd>
      <dt>时间</dt>
      <dd>
        {session.startedAt ? formatDate(session.startedAt) : '没有开始'}
        {session.startedAt && session.endedAt ? `，到 ${endWords(session.startedAt, session.endedAt)}` : ''}
      </dd>
      <dt>主办</dt>
      <dd>{session.hosts.map((host) => host.name).join('、')}</dd>
      {chair ? (
        <>
          <dt>{hands.facilitator}</dt>
          <dd>{chair.name}</dd>
        </>
      ) : null}
      <dt>到场</dt>
      <dd>
        {came.length} 人{names.map((line) => <small key={line}>{line}</small>)}
      </dd>
    </dl>
  )
}
