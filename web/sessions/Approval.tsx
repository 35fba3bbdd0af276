import { type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { sessionDeeds } from './session-deeds.ts'

const { moves } = sessionWorkflow

/** The approver's two answers to a session that was submitted. */
export function Approval({ session }: { session: Session }) {
  return (
    <>
      <p className="said">批准后按时间通知请的人。</p>
      <PressAndAsk
        label={moves.returnForChange.label}
        kind="plain"
        size="big"
        title="退回修改"
        effect="主持人会看到原因，改好再送来。"
        reason={{ label: '要改什么', required: true }}
        onConfirm={({ reason }) => sessionDeeds.returnForChange(session, reason)}
      />
      <Button kind="next" size="big" onPress={() => sessionDeeds.approve(session)}>
        {moves.approve.label}
      </Button>
    </>
  )
}
