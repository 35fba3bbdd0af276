import { useState } from 'react'
import { isIssueOpen } from '../../../shared/intake.ts'
import { api } from '../../api.ts'
import { deed } from '../../deed.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices, TextField } from '../../ui/Field.tsx'
import { Empty, Shown } from '../../ui/Notice.tsx'
import { Dialog } from '../../ui/Over.tsx'
import { useAnswer } from '../../use-answer.ts'
import type { AskProps } from './dialogs.tsx'
import { issueDeeds } from './issue-deeds.ts'

const mostShown = 12

/** 合并: into one that says the same and is still open; both people are told. */
export function MergeDialog({ issue, onClose }: AskProps) {
  const [into, setInto] = useState('')
  const [wanted, setWanted] = useState('')
  const { organisationId } = issue
  const answer = useAnswer(() => api.issues.$get({ query: { organisationId, show: 'all' } }), [], [organisationId])
  async function merge() {
    await deed((options) => issueDeeds.merge(issue, { into }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="和哪一件说的是同一件事？"
      actions={
        <Button kind="next" disabled={into === ''} onPress={merge}>
          合在一起办
        </Button>
      }
    >
      <Shown answer={answer}>
        {({ issues }) => {
          const open = issues.filter((one) => one.id !== issue.id && isIssueOpen(one.state))
          const found = open.filter((one) => `${one.number} ${one.words} ${one.place}`.includes(wanted.trim())).slice(0, mostShown)
          if (open.length === 0) return <Empty title="没有别的还在办的事" />
          return (
            <div className="stack">
              <TextField label="找一找" hint="编号、地点，或话里的几个字。" value={wanted} onChange={setWanted} />
              <Choices
                label="还在办的"
                options={Object.fromEntries(found.map((one) => [one.id, { words: one.words.slice(0, 40) || '（只有录音）', hint: one.number }]))}
                value={into}
                onChange={setInto}
              />
            </div>
          )
        }}
      </Shown>
    </Dialog>
  )
}
