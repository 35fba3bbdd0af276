import { useState } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { api } from '../api.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { proposalDeeds } from './proposal-deeds.ts'

/** 交办: one lead unit, and any number beside it. */
export function AssignButton({ proposal }: { proposal: Proposal }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="next" onPress={() => setOpen(true)}>
        交办
      </Button>
      {open ? <Asked proposal={proposal} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Asked({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { say } = useSay()
  const { id } = proposal
  const answer = useAnswer(() => api.proposals[':id'].units.$get({ param: { id } }), [], [id])
  const [leadUnitId, setLead] = useState('')
  const [co, setCo] = useState<readonly string[]>([])
  const coUnitIds = co.filter((one) => one !== leadUnitId)

  return (
    <AskDialog
      open
      onClose={onClose}
      title="交办"
      verb="交办"
      ready={leadUnitId !== ''}
      onConfirm={async () => {
        await proposalDeeds.assign(proposal, { leadUnitId, coUnitIds })
        say('已交办，承办单位会看到')
      }}
    >
      <p className="effect">主办单位给提案人答复；会办单位把意见送给主办。没有会办的，就是独办。</p>
      <Shown answer={answer}>
        {({ units }) => (
          <>
            <Select label="主办单位" empty="请选一个" value={leadUnitId} onChange={setLead} options={Object.fromEntries(units.map((unit) => [unit.id, unit.name]))} />
            <fieldset className="field">
              <legend>
                会办单位<span className="quiet small">（可以不选）</span>
              </legend>
              <div className="picks">
                {units
                  .filter((unit) => unit.id !== leadUnitId)
                  .map((unit) => (
                    <label key={unit.id} className="pick">
                      <input
                        type="checkbox"
                        checked={co.includes(unit.id)}
                        onChange={(event) => setCo(event.target.checked ? [...co, unit.id] : co.filter((one) => one !== unit.id))}
                      />
                      <b>{unit.name}</b>
                    </label>
                  ))}
              </div>
            </fieldset>
          </>
        )}
      </Shown>
    </AskDialog>
  )
}
