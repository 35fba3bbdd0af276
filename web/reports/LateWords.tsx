import { api } from '../api.ts'
import { useAnswer } from '../use-answer.ts'
import '../opinions/opinions.css'

/** What somebody wrote without a network and missed the seal: no part of the text, and not lost. */
export function LateWords({ documentId }: { documentId: string }) {
  const answer = useAnswer(() => api.documents[':id'].amendments.$get({ param: { id: documentId } }), [`document:${documentId}`], [documentId])
  const late = answer.data ?? []
  if (late.length === 0) return null
  const mine = late.some((one) => one.mine)
  return (
    <details className="late-words" open={mine}>
      <summary>{mine ? '您有几句没赶上，留在这里' : `没赶上的话 ${late.length} 处`}</summary>
      <ul>
        {late.flatMap((one) =>
          one.changes.map(({ clauseId, before, after }) => (
            <li key={`${one.id}:${clauseId}`}>
              {before ? <del>{before}</del> : null}
              {after ? <ins>{after}</ins> : <span className="quiet small">（这一段去掉）</span>}
              {one.mine ? <small className="quiet">您写的</small> : null}
            </li>
          )),
        )}
      </ul>
    </details>
  )
}
