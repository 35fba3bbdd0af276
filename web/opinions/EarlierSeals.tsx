import { isOpinionInk, isSignatureMade, type Opinion, signatureStates } from '../../shared/opinions.ts'
import { Notice } from '../ui/Notice.tsx'
import { formatTime } from '../ui/moments.ts'

/** A sentence without its end mark: it stands inside another. */
const bare = (words: string) => words.replace(/[。.；;，,\s]+$/u, '')

/** Why the text is being written again: which version was opened, by whose word, and what they said. */
export function EarlierSeals({ opinion }: { opinion: Opinion }) {
  const [last] = opinion.openedSeals
  if (!last || !isOpinionInk(opinion.state)) return null
  const declined = opinion.signatures.find((one) => one.sealNumber === last.number && one.reason !== '' && !isSignatureMade(one.state))
  return (
    <Notice>
      第 {last.number} 版{last.openedAt ? ` ${formatTime(last.openedAt)} ` : ''}重新打开了
      {declined ? `：${declined.name}${signatureStates.declined}，“${bare(declined.reason)}”` : last.reason ? `：${bare(last.reason)}` : ''}。
      {declined ? '那一版的签名都作废，改好再请大家签。' : '改好再定稿。'}
    </Notice>
  )
}
