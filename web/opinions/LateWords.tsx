import { isOpinionSealed, type Opinion } from '../../shared/opinions.ts'
import { api } from '../api.ts'
import { useAnswer } from '../use-answer.ts'
import './opinions.css'

/** Words that reached the server after the seal: they are no part of the text, and they are not lost. */
export function LateWords({ opinion }: { opinion: Opinion }) {
  const answer = useAnswer(
    () => api.documents[':id'].amendments.$get({ param: { id: opinion.documentId } }),
    [`document:${opinion.documentId}`, `session:${opinion.sessionId}`],
    [opinion.documentId],
  )
  const late = answer.data ?? []
  if (late.length === 0) return null
  const mine = late.some((one) => one.mine)
  return (
    <details className="late-words" open={mine}>
      <summary>
        {mine ? '您有几句没赶上定稿，留作修改建议' : `没赶上定稿的修改建议 ${late.length} 处`}
        {isOpinionSealed(opinion.state) ? '' : '，可以接着写进来'}
      </summary>
      <ul>
        {late.flatMap((one) =>
          one.changes.map((change) => (
            <li key={`${one.id}:${change.clauseId}`}>
              {change.before ? <del>{change.before}</del> : null}
              {change.after ? <ins>{change.after}</ins> : <span className="quiet small">（这一段去掉）</span>}
              {one.mine ? <small className="quiet">您写的</small> : null}
            </li>
          )),
        )}
      </ul>
    </details>
  )
}
