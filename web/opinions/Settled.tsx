import { isSignatureAsked, isSignatureMade, type Opinion, signatureStates } from '../../shared/opinions.ts'
import { HandTile } from '../sessions/hands.tsx'
import { Seal } from '../ui/Seal.tsx'
import { Name } from '../ui/Who.tsx'
import { formatDate, formatTime } from '../ui/moments.ts'
import './opinions.css'

/** The short form of a digest: twelve digits, four by four. */
export const shortDigest = (digest: string) => (digest.slice(0, 12).match(/.{4}/g) ?? []).join(' ')

/** The foot of a sealed sheet: the stamp on the rule, what it says, and who has signed. */
export function Settled({ opinion, pressed }: { opinion: Opinion; pressed: boolean }) {
  const { seal } = opinion
  const signatures = opinion.signatures.filter((one) => one.sealNumber === seal?.number)
  if (!seal) return null
  return (
    <>
      <section className="settled" aria-label="定稿">
        <Seal word="定稿" size={120} pressed={pressed} />
        <div>
          <h2 className="song">第 {seal.number} 版，定稿</h2>
          <dl>
            <dt>时间</dt>
            <dd>{formatDate(seal.at)}</dd>
            <dt>主持</dt>
            <dd>{seal.by}</dd>
            <dt>摘要</dt>
            <dd className="code">{shortDigest(seal.digest)}</dd>
          </dl>
        </div>
      </section>
      {signatures.length > 0 ? (
        <ul className="signers" aria-label="签名">
          {signatures.map((one) => (
            <li key={one.id}>
              <HandTile hand={one.hand} />
              <Name>{one.name}</Name>
              {isSignatureMade(one.state) && one.at ? (
                <>
                  <time dateTime={one.at}>{formatTime(one.at)}</time>
                  <Seal word="已签" size={30} label="已签" />
                </>
              ) : (
                <span className="quiet small end">
                  {one.mine && isSignatureAsked(one.state) ? '等您签' : signatureStates[one.state]}
                  {one.reason ? `：${one.reason}` : ''}
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
