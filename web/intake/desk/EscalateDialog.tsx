import { useState } from 'react'
import { isTopicOpen, type TopicWords } from '../../../shared/topics.ts'
import { api } from '../../api.ts'
import { deed } from '../../deed.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Field.tsx'
import { Dialog } from '../../ui/Over.tsx'
import { useAnswer } from '../../use-answer.ts'
import { emptyTopic, isTopicWritten, TopicFields } from '../../topics/TopicFields.tsx'
import type { AskProps } from './dialogs.tsx'
import { issueDeeds } from './issue-deeds.ts'

/** 提成议题: a new one, or joined to one that is still open. */
export function EscalateDialog({ issue, onClose }: AskProps) {
  const [topicId, setTopicId] = useState('')
  const [words, setWords] = useState<TopicWords>({ ...emptyTopic, situation: issue.words, urgency: issue.urgency ?? 'ordinary' })
  const answer = useAnswer(() => api.topics.$get({ query: { organisationId: issue.organisationId } }), [], [issue.organisationId])
  const open = (answer.data?.topics ?? []).filter((topic) => isTopicOpen(topic.state))

  async function escalate() {
    const given = topicId ? { topicId, topic: null } : { topicId: null, topic: words }
    await deed((options) => issueDeeds.escalate(issue, given, options))
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="提成议题"
      actions={
        <Button kind="next" disabled={topicId === '' && !isTopicWritten(words)} onPress={escalate}>
          {topicId ? '并进这个议题' : '提成议题'}
        </Button>
      }
    >
      <div className="stack">
        {open.length > 0 ? (
          <Select
            label="新提一个，还是并进已有的？"
            value={topicId}
            onChange={setTopicId}
            empty="新提一个"
            options={Object.fromEntries(open.map((topic) => [topic.id, topic.title]))}
          />
        ) : null}
        {topicId === '' ? <TopicFields words={words} onChange={setWords} /> : null}
      </div>
    </Dialog>
  )
}
