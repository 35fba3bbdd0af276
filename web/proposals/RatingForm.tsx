import { useEffect, useRef, useState } from 'react'
import { Refused, wordsOf } from '../answer.ts'
import { type Satisfaction, satisfactions } from '../../shared/proposals.ts'
import { Button } from '../ui/Button.tsx'
import { Choices, TextArea, TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'

export type Rated = { attitude: Satisfaction; result: Satisfaction; words: string; password: string }

const questions = ['attitude', 'result', 'words', 'sign'] as const
const wordsLimit = 500

/** 评价, one question at a time: attitude, result, a word of one's own, and the password once more. */
export function RatingForm({ name, effect, onRate }: { name: string; effect: string; onRate: (rated: Rated) => Promise<unknown> }) {
  const [at, setAt] = useState(0)
  const [attitude, setAttitude] = useState<Satisfaction | ''>('')
  const [result, setResult] = useState<Satisfaction | ''>('')
  const [words, setWords] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<unknown>(null)
  const asked = questions[at]
  const block = useFocusOnTurn(at)
  const ready = { attitude: attitude !== '', result: result !== '', words: true, sign: password !== '' }[asked ?? 'sign']
  const isPassword = wrong instanceof Refused && ['passwordRefused', 'ratingPasswordOld'].includes(wrong.code)

  async function rate() {
    if (attitude === '' || result === '') return
    setWrong(null)
    try {
      await onRate({ attitude, result, words: words.trim(), password })
    } catch (error) {
      setWrong(error)
      setPassword('')
    }
  }
  const turn = (to: number) => {
    setWrong(null)
    setAt(to)
  }

  return (
    <form className="rating" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet small" aria-live="polite">
        第 {at + 1} 步，共 {questions.length} 步
      </p>
      <div ref={block} tabIndex={-1} className="rating-question">
        {asked === 'attitude' ? (
          <>
            <p className="quiet">有没有找您谈过，听没听进去，答得及不及时。</p>
            <Choices label="办理态度，您怎么看" options={satisfactions} value={attitude} onChange={(value) => setAttitude(value as Satisfaction)} />
          </>
        ) : asked === 'result' ? (
          <>
            <p className="quiet">提的事办了没有，答得有没有说到点上。</p>
            <Choices label="办理结果，您怎么看" options={satisfactions} value={result} onChange={(value) => setResult(value as Satisfaction)} />
          </>
        ) : asked === 'words' ? (
          <TextArea
            label="还想说几句吗"
            required={false}
            hint="提案办和承办单位会看到，别的提案人看不到。"
            rows={5}
            maxLength={wordsLimit}
            value={words}
            onChange={setWords}
          />
        ) : (
          <div className="stack">
            <dl className="proposal-facts">
              <dt>办理态度</dt>
              <dd>{attitude ? satisfactions[attitude] : ''}</dd>
              <dt>办理结果</dt>
              <dd>{result ? satisfactions[result] : ''}</dd>
              {words.trim() ? (
                <>
                  <dt>您的话</dt>
                  <dd>{words.trim()}</dd>
                </>
              ) : null}
            </dl>
            <p className="effect">{effect}</p>
            <TextField
              label={`${name}，请再输一次您的登录密码`}
              type="password"
              autoComplete="current-password"
              value={password}
              error={isPassword ? wrong.message : null}
              onChange={setPassword}
            />
          </div>
        )}
      </div>
      {wrong && !isPassword ? <Notice tone="refused">{wordsOf(wrong)}</Notice> : null}
      <div className="rating-turns">
        {at > 0 ? <Button onPress={() => turn(at - 1)}>上一步</Button> : null}
        {asked === 'sign' ? (
          <Button kind="seal" type="submit" disabled={!ready} onPress={rate}>
            交评价
          </Button>
        ) : (
          <Button kind="next" type="submit" disabled={!ready} onPress={() => turn(at + 1)}>
            {asked === 'words' && words.trim() === '' ? '没有了，下一步' : '下一步'}
          </Button>
        )}
      </div>
    </form>
  )
}

/** The next question takes the focus, so that a screen reader reads it and a keyboard goes on from it. */
function useFocusOnTurn(at: number) {
  const block = useRef<HTMLDivElement>(null)
  const before = useRef(at)
  useEffect(() => {
    if (before.current === at) return
    before.current = at
    const field = block.current?.querySelector<HTMLElement>('input:checked, input, textarea')
    if (field) field.focus()
    else block.current?.focus()
  }, [at])
  return block
}
