import { useState } from 'react'
import type { Opinion } from '../../shared/opinions.ts'
import { type HandName, hands } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Notice.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { opinionDeeds } from './opinion-deeds.ts'

/** Ticked to begin with. */
const usual: readonly HandName[] = ['facilitator', 'recorder', 'member']

/** Asks those who sat here, by name, to sign this version. */
export function SignersDialog({
  opinion,
  open,
  onClose,
}: {
  opinion: Opinion
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [changed, setChanged] = useState<readonly string[] | null>(null)
  const answer = useAnswer(
    () => api.opinions[':id'].signers.$get({ param: { id: opinion.id } }),
    [`session:${opinion.sessionId}`],
    [opinion.id],
  )
  const people = answer.data?.signers ?? []
  const expected = people.filter((person) => usual.includes(person.hand)).map((person) => person.personId)
  const chosen = changed ?? expected

  async function ask() {
    await opinionDeeds.openCountersign(opinion, [...chosen])
    say('已请他们签名，各人的屏幕上会出现')
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="请谁签名"
      actions={
        <>
          <Button kind="bare" onPress={onClose}>
            先不请
          </Button>
          <Button kind="next" disabled={chosen.length === 0} onPress={ask}>
            请这 {chosen.length} 位签名
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet small">有账号、到过场的人才能签。有一位不签并说明原因，前面的签名都作废，回去再改。</p>
        {people.length === 0 ? <Empty title="到场的人里还没有能签名的" /> : null}
        <fieldset className="picks">
          <legend className="sr">请这些人签名</legend>
          {people.map((person) => (
            <label key={person.personId} className="pick">
              <input
                type="checkbox"
                checked={chosen.includes(person.personId)}
                onChange={(event) =>
                  setChanged(event.target.checked ? [...chosen, person.personId] : chosen.filter((id) => id !== person.personId))
                }
              />
              <b>{person.name}</b>
              <span>{hands[person.hand]}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </Dialog>
  )
}
