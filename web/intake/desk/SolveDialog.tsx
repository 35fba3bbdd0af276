import { useState } from 'react'
import type { FileLine } from '../../../shared/file-shapes.ts'
import { deed } from '../../deed.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Dialog } from '../../ui/Over.tsx'
import { Files } from '../Kept.tsx'
import { Underway } from '../Underway.tsx'
import { useSending } from '../use-sending.ts'
import type { AskProps } from './dialogs.tsx'
import { issueDeeds } from './issue-deeds.ts'
import { PickFiles } from './PickFiles.tsx'

/** 办好了: what was done, with its proof; the one who said it is asked whether it is so. */
export function SolveDialog({ issue, onClose }: AskProps) {
  const [words, setWords] = useState('')
  const [files, setFiles] = useState<readonly FileLine[]>([])
  const sending = useSending(async () => undefined, (file) => setFiles((before) => [...before, file]))
  async function solve() {
    const fileIds = files.map((file) => file.id)
    await deed((options) => issueDeeds.solve(issue, { words: words.trim(), fileIds }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="办好了"
      actions={
        <Button kind="next" disabled={words.trim() === '' || sending.pending.length > 0} onPress={solve}>
          请本人看看
        </Button>
      }
    >
      <div className="stack">
        <TextArea label="办了什么" hint="写清做了哪些、做到什么程度，本人会看到。" value={words} onChange={setWords} maxLength={1000} rows={5} required />
        <Files files={files} />
        <Underway sending={sending} />
        <PickFiles label="添照片" purpose="photo" sending={sending} />
      </div>
    </Dialog>
  )
}
