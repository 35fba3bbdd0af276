import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { roleNames } from '../../shared/people.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { unitOptions } from './AddPerson.tsx'
import { useActing } from './acting.ts'
import { type Organisation, type Pasted, personDeeds } from './desk-deeds.ts'
import { CopyLine } from './LinkShown.tsx'

/** 从表格粘贴: looked through line by line first, then all of them or none. */
export function PastePeople({ units, done }: { units: readonly Organisation[]; done: () => void }) {
  const { busy, problem, act } = useActing()
  const [text, setText] = useState('')
  const [home, setHome] = useState(units[0]?.id ?? '')
  const [looked, setLooked] = useState<{ text: string; home: string; pasted: Pasted }>()
  const current = looked && looked.text === text && looked.home === home ? looked.pasted : undefined
  const good = current !== undefined && current.lines.length > 0 && current.lines.every((line) => line.problems.length === 0)

  async function send(preview: boolean) {
    const pasted = await act(() => personDeeds.paste({ organisationId: home, text, preview }))
    if (pasted) setLooked({ text, home, pasted })
  }

  if (current && current.made.length > 0) return <Made made={current.made} done={done} />
  return (
    <div className="stack">
      <p>
        在 Excel 或 WPS 表格里选中这几列，复制，粘贴到下面：<b>姓名、用户名、角色、单位</b>。角色有几个就用顿号隔开；没有写单位的，归到下面选的单位。
      </p>
      <Form layout="vertical">
        <Form.Item label="没写单位的归到" htmlFor="paste-home">
          <Select id="paste-home" options={unitOptions(units)} value={home} onChange={setHome} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item label="粘贴在这里，一行一人" htmlFor="paste-text">
          <Input.TextArea
            id="paste-text"
            rows={8}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={'委员甲\tweiyuanjia\t委员、界别召集人\n承办员乙\tchengbanyuanyi\t承办员\t县财政局'}
          />
        </Form.Item>
      </Form>
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      {current ? <Lines pasted={current} /> : null}
      <Button kind={good ? 'plain' : 'next'} busy={busy} disabled={text.trim() === '' || current !== undefined} onPress={() => send(true)}>
        先检查一遍
      </Button>
      {good ? (
        <Button kind="next" size="wide" busy={busy} onPress={() => send(false)}>
          添加这 {current.lines.length} 人
        </Button>
      ) : null}
    </div>
  )
}

function Lines({ pasted: { lines } }: { pasted: Pasted }) {
  const wrong = lines.filter((line) => line.problems.length > 0)
  const shown = [...wrong, ...lines.filter((line) => line.problems.length === 0)]
  return (
    <>
      {lines.length === 0 ? (
        <Notice tone="refused">没有读到内容，请检查是不是只复制了标题行。</Notice>
      ) : wrong.length > 0 ? (
        <Notice tone="refused">
          {lines.length} 行里有 {wrong.length} 行要改。改好之前一行也不会写入。
        </Notice>
      ) : (
        <Notice tone="done">{lines.length} 行都没有问题。</Notice>
      )}
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">姓名</th>
            <th scope="col">用户名</th>
            <th scope="col">角色</th>
            <th scope="col">检查结果</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.line}>
              <td data-label="行">{line.line}</td>
              <td data-label="姓名">{line.name}</td>
              <td data-label="用户名">{line.username}</td>
              <td data-label="角色">{line.roles.map((role) => roleNames[role]).join('、')}</td>
              <td data-label="检查结果">{line.problems.length > 0 ? <span className="desk-wrong">{line.problems.join('；')}</span> : '可以'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Made({ made, done }: { made: Pasted['made']; done: () => void }) {
  const text = made.map((one) => [one.name, one.username, one.link.link].join('\t')).join('\n')
  return (
    <div className="stack">
      <Notice tone="done">{made.length} 人都添加好了。</Notice>
      <p>
        每人一个链接，用来设密码、第一次登录；只能用一次，72 小时内有效，<b>关上以后不再显示</b>。请复制下来，分别交给本人。
      </p>
      <CopyLine text={text} label="复制姓名、用户名和链接" rows={Math.min(12, made.length + 1)} />
      <Button onPress={done}>都交代好了，关上</Button>
    </div>
  )
}
