import { useState } from 'react'
import { adjustableHands, type AdjustableHand, rightNames } from '../../shared/documents/access.ts'
import { hands, type Session } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { sessionDeeds } from './session-deeds.ts'

type Wish = NonNullable<Session['rights'][AdjustableHand]>
const choices: Record<Wish, string> = {
  edit: rightNames.edit,
  contribute: rightNames.contribute,
  comment: '只提意见卡',
  read: rightNames.read,
}

/** How members, departments and residents may touch the texts of this session; empty leaves it as usual. */
export function RightsDialog({ session, onDone }: { session: Session; onDone: () => void }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [rights, setRights] = useState(session.rights)

  async function save() {
    await sessionDeeds.setRights(session, rights)
    say('改好了，马上生效')
    setOpen(false)
    onDone()
  }

  return (
    <>
      <Button size="wide" onPress={() => setOpen(true)}>
        谁能怎样动稿子
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="谁能怎样动稿子"
        actions={
          <>
            <Button kind="bare" onPress={() => setOpen(false)}>
              先不改
            </Button>
            <Button kind="next" onPress={save}>
              就这样
            </Button>
          </>
        }
      >
        <div className="stack">
          {adjustableHands.map((hand) => (
            <Select
              key={hand}
              label={hands[hand]}
              value={rights[hand] ?? ''}
              empty="照平常"
              options={choices}
              onChange={(value) => setRights({ ...rights, [hand]: value === '' ? undefined : (value as Wish) })}
            />
          ))}
          <p className="quiet small">平常：委员可以修改；部门和居民可以写，只改自己的话。</p>
        </div>
      </Dialog>
    </>
  )
}
