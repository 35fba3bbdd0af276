import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { newReport } from '../../shared/report-shapes.ts'
import { Refused, wordsOf } from '../answer.ts'
import { api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'

type Wanted = z.infer<typeof newReport>

/** The title, and what goes along; `children` stands before the button. */
export function NewForm({
  title: given = '',
  also,
  ready = true,
  verb,
  children,
}: {
  title?: string
  also: Omit<Wanted, 'title'>
  ready?: boolean
  verb: string
  children?: ReactNode
}) {
  const navigate = useNavigate()
  const [title, setTitle] = useState(given)
  const [wrong, setWrong] = useState<unknown>(null)
  const write = useDeed((json: Wanted, options) => api.reports.$post({ json }, options))

  async function start() {
    setWrong(null)
    try {
      const { id } = await write.run({ title: title.trim(), ...also })
      await navigate(`/reports/${id}`, { replace: true })
    } catch (error) {
      setWrong(error)
    }
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <TextField label="标题" required hint="一条只说一件事，比如：拓路时请先看护水井。" value={title} onChange={setTitle} maxLength={80} />
      {children}
      {wrong ? (
        <Notice tone="refused" action={<MadeAlready error={wrong} />}>
          {wordsOf(wrong)}
        </Notice>
      ) : null}
      <Button type="submit" kind="next" size="wide" disabled={title.trim() === '' || !ready} busy={write.busy} onPress={start}>
        {verb}
      </Button>
    </form>
  )
}

/** One report a version: the one that was made is where to go on. */
function MadeAlready({ error }: { error: unknown }) {
  if (!(error instanceof Refused) || error.code !== 'outcomeMade') return null
  const { id } = (error.detail ?? {}) as { id?: string }
  return id ? (
    <a className="btn" href={`/reports/${id}`}>
      打开那一份
    </a>
  ) : null
}
