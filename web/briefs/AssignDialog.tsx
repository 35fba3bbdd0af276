import { useState } from 'react'
import type { Brief } from '../../shared/brief-shapes.ts'
import { dayOf } from '../../shared/calendar.ts'
import { houseNow } from '../clock.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Field, Select } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { briefDeeds } from './brief-deeds.ts'

/** 交办: one lead unit, any number beside it, and the day the supervision office names. */
export function AssignDialog({ brief, onClose }: { brief: Brief; onClose: () => void }) {
  const { say } = useSay()
  const [leadUnitId, setLead] = useState('')
  const [co, setCo] = useState<readonly string[]>([])
  const [due, setDue] = useState('')
  const coUnitIds = co.filter((one) => one !== leadUnitId)
  const { units } = brief
  return (
    <AskDialog
      open
      onClose={onClose}
      title="交办"
      verb="交办"
      ready={leadUnitId !== '' && due !== ''}
      onConfirm={async () => {
        await briefDeeds.assign(brief, { leadUnitId, coUnitIds, due })
        say('已交办，承办单位会看到')
      }}
    >
      <p className="effect">主办单位逐条答复；会办单位把意见送给主办。没有会办的，就是独办。</p>
      <Select label="主办单位" required empty="请选一个" value={leadUnitId} onChange={setLead} options={Object.fromEntries(units.map(({ id, name }) => [id, name]))} />
      <fieldset className="field">
        <legend>
          会办单位<span className="quiet small">（可以不选）</span>
        </legend>
        <div className="picks">
          {units
            .filter(({ id }) => id !== leadUnitId)
            .map(({ id, name }) => (
              <label key={id} className="pick">
                <input type="checkbox" checked={co.includes(id)} onChange={(event) => setCo(event.target.checked ? [...co, id] : co.filter((one) => one !== id))} />
                <b>{name}</b>
              </label>
            ))}
        </div>
      </fieldset>
      <Field label="哪天办完" required>
        {(wiring) => <input {...wiring} className="input" type="date" min={dayOf(new Date(houseNow()))} value={due} onChange={(event) => setDue(event.target.value)} />}
      </Field>
    </AskDialog>
  )
}
