import { useState } from 'react'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import './reports.css'

/** Changes a title. */
export function Retitle({ title: given, onDone, label = '改标题' }: { title: string; onDone: (title: string) => Promise<unknown>; label?: string }) {
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState(given)
  return (
    <>
      <Button
        kind="bare"
        className="report-inline"
        onPress={() => {
          setTitle(given)
          setOpen(true)
        }}
      >
        {label}
      </Button>
      <AskDialog open={open} onClose={() => setOpen(false)} title="标题怎么写" later="先不改" verb="改好了" ready={title.trim() !== ''} onConfirm={() => onDone(title.trim())}>
        <TextField label="标题" hint="一条只说一件事，比如：拓路时请先看护水井。" maxLength={80} value={title} onChange={setTitle} />
      </AskDialog>
    </>
  )
}
