import type { AgendaItem } from '../../shared/agenda.ts'
import { itemWorkflow } from '../../shared/agenda.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Notice.tsx'
import { Sheet } from '../ui/Over.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { itemDeeds } from './item-deeds.ts'
import '../sessions/common.css'
import './agenda.css'

/** What people in the hall want to talk about, waiting for an answer. */
export function ProposedSheet({ items, open, onClose }: { items: readonly AgendaItem[]; open: boolean; onClose: () => void }) {
  const { say } = useSay()
  return (
    <Sheet open={open} onClose={onClose} title="有人提出要谈的">
      {items.length === 0 ? <Empty title="都答复了" /> : null}
      <ul className="proposed">
        {items.map((item) => (
          <li key={item.id}>
            <p>{item.words}</p>
            <p className="quiet small">
              {item.proposedBy ?? ''} · 约 {item.minutes} 分
            </p>
            <div className="row">
              {item.may.includes('reject') ? (
                <PressAndAsk
                  label={itemWorkflow.moves.reject.label}
                  kind="plain"
                  title="不排这一项"
                  effect="提出的人会看到原因。"
                  reason={{ label: '原因', required: true }}
                  onConfirm={async ({ reason }) => {
                    await itemDeeds.reject(item, reason)
                    say('已说明原因')
                  }}
                />
              ) : null}
              {item.may.includes('accept') ? (
                <Button
                  kind="next"
                  onPress={async () => {
                    await itemDeeds.accept(item)
                    say(`排进议程了：${item.words}`)
                  }}
                >
                  {itemWorkflow.moves.accept.label}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
