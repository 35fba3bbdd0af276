import type { Brief } from '../../shared/brief-shapes.ts'
import { briefNumberWords, isBriefNumbered } from '../../shared/briefs.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { startOfDay } from '../../shared/people.ts'
import { LateWords } from '../proposals/LateWords.tsx'
import { formatDate, formatDay } from '../ui/moments.ts'

/** The sealed sheet in the form offices know (domain.md C.6). Its masthead turns red with the number: then it is issued. */
export function BriefSheet({ brief }: { brief: Brief }) {
  const issued = isBriefNumbered(brief.state)
  const situation = brief.sections.find(({ key }) => key === 'situation')
  const writers = [...new Set(brief.recommendations.flatMap(({ proposers }) => proposers))]
  return (
    <article className="sheet brief-sheet">
      <div className={issued ? 'brief-masthead issued' : 'brief-masthead'}>
        <p className="song">建议简报</p>
        <p>{issued ? briefNumberWords(brief) : '还没编期号'}</p>
        <p className="brief-imprint">
          <span>{brief.organisationName}办公室 编印</span>
          <span>内部</span>
          <span>{brief.numberedAt ? formatDay(brief.numberedAt) : ''}</span>
        </p>
      </div>
      <section className="brief-note">
        <h3 className="song">{situation?.heading}</h3>
        <p className="quiet">
          {brief.sources.map(({ day, form, sessionTitle, participants }) => `${formatDay(startOfDay(day))}，${form}“${sessionTitle}”，${participants} 人参加`).join('；')}。
        </p>
        {situation?.clauses.map(({ id, words }) => (
          <p key={id}>{words}</p>
        ))}
      </section>
      <h2 className="song brief-title">{brief.title}</h2>
      <ol className="brief-suggestions">
        {brief.recommendations.map(({ id, number, words, proposers, origins }) => (
          <li key={id}>
            <span className="n" aria-label={`建议${number}`}>
              {circledNumber(number)}
            </span>
            <div>
              <p>
                {words}
                {proposers.length > 0 ? <span className="quiet">（{proposers.join('、')}）</span> : null}
              </p>
              <details>
                <summary>来处 {origins.length} 条</summary>
                <ul>
                  {origins.map((origin) => (
                    <li key={`${origin.opinionId}:${origin.clauseId}`}>
                      “{origin.words}”<span className="quiet small">《{brief.sources.find(({ opinionId }) => opinionId === origin.opinionId)?.title ?? '协商意见'}》</span>
                    </li>
                  ))}
                </ul>
              </details>
            </div>
          </li>
        ))}
      </ol>
      <dl className="brief-foot">
        {writers.length > 0 ? <Line label="供稿" words={writers.join('、')} /> : null}
        {brief.issuedBy ? <Line label="签发" words={brief.issuedBy} /> : null}
        {brief.despatchedAt ? (
          <>
            <Line label="报" words={brief.reportTo} />
            {brief.sendTo ? <Line label="送" words={brief.sendTo} /> : null}
            {brief.issueTo ? <Line label="发" words={brief.issueTo} /> : null}
            <Line label="共印" words={`${brief.copies} 份`} />
          </>
        ) : null}
      </dl>
      {brief.seal ? (
        <p className="quiet small">
          {formatDate(brief.seal.at)}定稿，第 {brief.seal.number} 版，摘要 <span className="code">{brief.seal.digest.slice(0, 8)}</span>
        </p>
      ) : null}
      <LateWords documentId={brief.documentId} />
    </article>
  )
}

const Line = ({ label, words }: { label: string; words: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{words}</dd>
  </div>
)
