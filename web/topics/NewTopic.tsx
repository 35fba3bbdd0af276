import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAnswer } from '../use-answer.ts'
import type { TopicWords } from '../../shared/topics.ts'
import { emptyTopic, isTopicWritten, TopicFields } from './TopicFields.tsx'

/** 提一个议题, without a resident's words behind it. */
export function NewTopic() {
  const answer = useAnswer(() => api.topics.$get({ query: {} }), [])
  return (
    <Page view="desk" title="提一个议题" back="/topics" width="narrow" right={<LargeType />}>
      <Shown answer={answer}>
        {({ proposeIn }) => (proposeIn[0] ? <Form organisations={proposeIn} /> : <Notice>您还不能提议题，请找主持人。</Notice>)}
      </Shown>
    </Page>
  )
}

function Form({ organisations }: { organisations: readonly { id: string; name: string }[] }) {
  const navigate = useNavigate()
  const [organisationId, setOrganisationId] = useState(organisations[0]?.id ?? '')
  const [words, setWords] = useState<TopicWords>(emptyTopic)
  const propose = useDeed((json: TopicWords & { organisationId: string }, options) => api.topics.$post({ json }, options))

  async function submit() {
    const { id } = await propose.run({ ...words, organisationId })
    await navigate(`/topics/${id}`, { replace: true })
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      {organisations.length > 1 ? (
        <Select
          label="提给哪个单位"
          value={organisationId}
          onChange={setOrganisationId}
          options={Object.fromEntries(organisations.map((one) => [one.id, one.name]))}
        />
      ) : null}
      <TopicFields words={words} onChange={setWords} />
      <Button type="submit" kind="next" size="wide" disabled={!isTopicWritten(words)} onPress={submit}>
        提出来
      </Button>
    </form>
  )
}
