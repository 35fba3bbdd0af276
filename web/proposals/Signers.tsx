import type { Proposal } from '../../shared/proposal-shapes.ts'
import { isAwaitingSponsors, sponsorStates } from '../../shared/proposals.ts'
import { shortDigest } from '../opinions/Settled.tsx'
import { Seal } from '../ui/Seal.tsx'
import { Name, Tile } from '../ui/Who.tsx'
import { formatDate, formatShortDay } from '../ui/moments.ts'
import { hasDeclined, hasSigned, isAsked } from './words.ts'
import '../opinions/opinions.css'

/** The foot of a sealed proposal: what the seal says, and who has signed, waits or declined. */
export function Signers({ proposal }: { proposal: Proposal }) {
  const { revision } = proposal
  if (!revision) return null
  const awaiting = isAwaitingSponsors(proposal.state)
  return (
    <section className="proposal-foot" aria-label={awaiting ? '这一版的签名' : '提案人'}>
      <dl className="proposal-facts">
        <dt>{awaiting ? '封住' : '提交'}</dt>
        <dd>{formatDate(awaiting ? revision.at : (proposal.submittedAt ?? revision.at))}</dd>
        <dt>摘要</dt>
        <dd className="code">{shortDigest(revision.digest)}</dd>
      </dl>
      <ul className="signers">
        {proposal.sponsors.map((one) => (
          <li key={one.personId}>
            <Tile kind="member" />
            <span className="signer">
              <Name whole>{one.name}</Name>
              {one.lead ? <small className="quiet">第一提案人</small> : null}
            </span>
            {hasSigned(one) && one.at ? (
              <>
                <time dateTime={one.at}>{formatShortDay(one.at)}</time>
                <Seal word="已签" size={30} label="已签" />
              </>
            ) : one.state ? (
              <span className="quiet small end">
                {one.mine && isAsked(one) ? '等您签' : sponsorStates[one.state]}
                {hasDeclined(one) && one.reason ? `：${one.reason}` : ''}
              </span>
            ) : awaiting && one.lead ? (
              <span className="quiet small end">提交时签</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
