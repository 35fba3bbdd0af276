import { type TopicWords, urgencies, type Urgency } from '../../shared/topics.ts'
import { Choices, TextArea, TextField } from '../ui/Field.tsx'

export const emptyTopic: TopicWords = { title: '', situation: '', affected: '', hopes: '', departments: '', urgency: 'ordinary' }
export const isTopicWritten = (words: TopicWords): boolean => words.title.trim() !== ''

/** The collection sheet (议题征集表), as it is filled in. */
export function TopicFields({ words, onChange }: { words: TopicWords; onChange: (words: TopicWords) => void }) {
  const change = (part: Partial<TopicWords>) => onChange({ ...words, ...part })
  return (
    <div className="stack">
      <TextField label="议题" required hint="一句话，说清要商量什么，比如：旅游环线消防通道怎么拓。" value={words.title} onChange={(title) => change({ title })} maxLength={60} />
      <TextArea label="基本情况" required={false} value={words.situation} onChange={(situation) => change({ situation })} maxLength={1000} />
      <TextField label="涉及哪些人、多少户" required={false} value={words.affected} onChange={(affected) => change({ affected })} maxLength={200} />
      <TextArea label="希望怎么办" required={false} rows={2} value={words.hopes} onChange={(hopes) => change({ hopes })} maxLength={500} />
      <TextField label="涉及部门" required={false} value={words.departments} onChange={(departments) => change({ departments })} maxLength={200} />
      <Choices label="缓急" options={urgencies} value={words.urgency} onChange={(urgency) => change({ urgency: urgency as Urgency })} />
    </div>
  )
}
