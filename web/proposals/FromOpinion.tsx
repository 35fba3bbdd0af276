import { useMemo } from 'react'
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

type Place = { id: string; name: string }

/** Out of a signed opinion: every clause of its seal goes under a heading or stays behind. */
export function FromOpinion({ opinionId, createIn }: { opinionId: string; createIn: readonly Place[] }) {
  const answer = useAnswer(() => api.opinions[':id'].$get({ param: { id: opinionId } }), [`opinion:${opinionId}`], [opinionId])
  return (
    <Shown answer={answer}>
      {(opinion) =>
        opinion.seal && isOpinionSigned(opinion.state) ? (
          <Signed opinion={opinion} seal={opinion.seal} createIn={createIn} />
        ) : (
          <Notice tone="soon">这份意见还没有签好，签好以后才能转成提案。</Notice>
        )
      }
    </Shown>
  )
}

/** 环线消防通道改造意见 → 关于环线消防通道改造的提案 */
const subjectFrom = (title: string) => `关于${title.replace(/^关于/, '').replace(/(的?(协商)?(意见|建议)稿?)$/, '')}的提案`

function Signed({ opinion, seal, createIn }: { opinion: Opinion; seal: NonNullable<Opinion['seal']>; createIn: readonly Place[] }) {
  const revision = useAnswer(() => api.revisions[':id'].$get({ param: { id: seal.revisionId } }), [], [seal.revisionId])
  const { cards } = useCards(opinion.sessionId)
  const sources = useSources(opinion.documentId, opinion.sessionId, cards)
  const placing = useClausesPlaced(revision.data?.content as Parameters<typeof useClausesPlaced>[0])
  const subject = useMemo(() => subjectFrom(opinion.title), [opinion.title])
  const here = createIn.filter(({ id }) => id === opinion.organisationId)
  return (
    <NewForm
      createIn={here.length > 0 ? here : createIn}
      subject={subject}
      verb="转成提案，进去写"
      ready={placing.placed.length > 0}
      also={{ opinion: { opinionId: opinion.id, clauses: placing.placed } }}
    >
      <section className="sheet proposal-from">
        <header>
          <h2 className="song">
            《{opinion.title}》<span className="nowrap">第 {seal.number} 版</span>
          </h2>
          <span className="quiet small">
            {formatDay(seal.at)}定稿 · 摘要 <span className="code">{shortDigest(seal.digest)}</span>
          </span>
        </header>
        <p className="quiet">每一条放到提案的哪一部分？原话、来处和写的人都跟着走，进去以后还能改。</p>
        <Shown answer={revision}>{() => <PlaceClauses kind="proposal" placing={placing} sources={sources} />}</Shown>
        <p role="status" className={placing.placed.length > 0 ? 'quiet small' : 'wrong'}>
          {placing.placed.length > 0 ? `放进去的：${placedInWords('proposal', placing)}。` : '还没有选放进去的条目，请至少选一条。'}
        </p>
      </section>
    </NewForm>
  )
}
