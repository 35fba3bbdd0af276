import type { Content } from '../../shared/documents/content.ts'
import { isOpinionSigned, type Opinion } from '../../shared/opinions.ts'
import { api } from '../api.ts'
import { shortDigest } from '../opinions/Settled.tsx'
import { useSources } from '../opinions/use-sources.ts'
import { PlaceClauses, placedInWords } from '../outcomes/PlaceClauses.tsx'
import { useClausesPlaced } from '../outcomes/use-clauses-placed.ts'
import { useCards } from '../sessions/use-hall.ts'
import { Notice, Shown } from '../ui/Notice.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { NewForm } from './NewForm.tsx'

/** Out of a signed opinion: every clause of its seal goes under a heading or stays behind. */
export function FromOpinion({ opinionId }: { opinionId: string }) {
  const answer = useAnswer(() => api.opinions[':id'].$get({ param: { id: opinionId } }), [`opinion:${opinionId}`], [opinionId])
  return (
    <Shown answer={answer}>
      {(opinion) =>
        opinion.seal && isOpinionSigned(opinion.state) ? (
          <Signed opinion={opinion} seal={opinion.seal} />
        ) : (
          <Notice tone="soon">这份意见还没有签好，签好以后才能转成社情民意信息。</Notice>
        )
      }
    </Shown>
  )
}

/** 环线消防通道改造意见 → 环线消防通道改造值得关注 */
const titleFrom = (title: string) => `${title.replace(/(的?(协商)?(意见|建议)稿?)$/, '')}值得关注`

function Signed({ opinion, seal }: { opinion: Opinion; seal: NonNullable<Opinion['seal']> }) {
  const revision = useAnswer(() => api.revisions[':id'].$get({ param: { id: seal.revisionId } }), [], [seal.revisionId])
  const { cards } = useCards(opinion.sessionId)
  const sources = useSources(opinion.documentId, opinion.sessionId, cards)
  const placing = useClausesPlaced(revision.data?.content as Content | undefined)
  const ready = placing.placed.length > 0
  return (
    <NewForm
      title={titleFrom(opinion.title)}
      verb="转成社情民意，进去写"
      ready={ready}
      also={{ organisationId: null, opinion: { opinionId: opinion.id, clauses: placing.placed } }}
    >
      <section className="sheet report-from">
        <header>
          <h2 className="song">
            《{opinion.title}》第 {seal.number} 版
          </h2>
          <span className="quiet small">
            {formatDay(seal.at)}定稿 · 摘要 <span className="code">{shortDigest(seal.digest)}</span>
          </span>
        </header>
        <p className="quiet">每一条放到哪一部分？原话、来处和写的人都跟着走，进去以后还能改。</p>
        <Shown answer={revision}>{() => <PlaceClauses kind="report" placing={placing} sources={sources} />}</Shown>
        <p role="status" className={ready ? 'quiet small' : 'wrong'}>
          {ready ? `放进去的：${placedInWords('report', placing)}。` : '还没有选放进去的条目，请至少选一条。'}
        </p>
      </section>
    </NewForm>
  )
}
