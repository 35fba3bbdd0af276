import { useState } from 'react'
import type { AgendaItem } from '../../shared/agenda.ts'
import { newKey } from '../key.ts'
import { Button } from '../ui/Button.tsx'
import { Field, TextArea, TextField, Tick } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Dialog } from '../ui/Over.tsx'
import { itemDeeds } from './item-deeds.ts'
import './agenda.css'

type Row = { key: string; words: string; party: string; quantity: string; unit: string; due: string }
const emptyRow = (): Row => ({ key: newKey(), words: '', party: '', quantity: '', unit: '', due: '' })

/** Writes down what was agreed on an item, reads it out, and records it. */
export function ConsensusDialog({ item, open, onClose }: { item: AgendaItem; open: boolean; onClose: (recorded: boolean) => void }) {
  const [rows, setRows] = useState<readonly Row[]>(() => [emptyRow()])
  const [readOut, setReadOut] = useState(false)
  const written = rows.filter((row) => row.words.trim() !== '')

  function change(key: string, part: Partial<Row>) {
    setReadOut(false)
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)))
  }

  async function record() {
    await itemDeeds.recordConsensus(
      item,
      written.map((row) => ({
        words: row.words.trim(),
        party: row.party.trim(),
        quantity: row.quantity.trim() === '' || Number.isNaN(Number(row.quantity)) ? null : Number(row.quantity),
        unit: row.unit.trim(),
        due: row.due === '' ? null : row.due,
      })),
    )
    setRows([emptyRow()])
    onClose(true)
  }

  return (
    <Dialog
      open={open}
      onClose={() => onClose(false)}
      title={`记下共识 · ${item.words}`}
      actions={
        <>
          <Button kind="bare" onPress={() => onClose(false)}>
            先不记
          </Button>
          <Button kind="next" disabled={written.length === 0 || !readOut} onPress={record}>
            记下共识
          </Button>
        </>
      }
    >
      {rows.map((row, index) => (
        <fieldset key={row.key} className="agreed">
          <legend className="sr">第 {index + 1} 条</legend>
          <TextArea
            label={rows.length > 1 ? `第 ${index + 1} 条，大家说定了什么` : '大家说定了什么'}
            rows={2}
            maxLength={500}
            value={row.words}
            onChange={(words) => change(row.key, { words })}
          />
          <TextField
            label="谁来办"
            required={false}
            maxLength={100}
            placeholder="比如：村里和公路部门"
            value={row.party}
            onChange={(party) => change(row.key, { party })}
          />
          <div className="split">
            <div className="amount">
              <TextField
                label="多少"
                required={false}
                inputMode="decimal"
                value={row.quantity}
                onChange={(quantity) => change(row.key, { quantity })}
              />
              <TextField label="单位" maxLength={20} placeholder="米" value={row.unit} onChange={(unit) => change(row.key, { unit })} />
            </div>
            <Field label="什么时候前" required={false}>
              {(wiring) => (
                <input
                  {...wiring}
                  className="input"
                  type="date"
                  value={row.due}
                  onChange={(event) => change(row.key, { due: event.target.value })}
                />
              )}
            </Field>
          </div>
        </fieldset>
      ))}
      <div className="stack">
        <div>
          <Button kind="bare" onPress={() => setRows((before) => [...before, emptyRow()])}>
            <Icon name="plus" /> 再加一条
          </Button>
        </div>
        <Tick label="已念给大家听，大家认可" value={readOut} onChange={setReadOut} />
        <p className="quiet small">有人不同意其中一处，记下共识后再记他的保留意见，原话照录。</p>
      </div>
    </Dialog>
  )
}
