import './demo.css'
import { useEffect, useState } from 'react'
import type { DemoPerson } from '../../shared/demo.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Over.tsx'
import { Page } from '../ui/Page.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { enter, everyone, liveNow } from './demo-deeds.ts'

const groups: readonly { title: string; hint: string; holds: (person: DemoPerson) => boolean }[] = [
  { title: '开会的人', hint: '平板上主持、记录、审批', holds: (person) => person.roles.some((role) => ['主持人', '记录人', '审批人'].includes(role)) },
  { title: '村里的居民', hint: '没有账号，用自己的手机', holds: (person) => person.guest },
  { title: '委员和专家', hint: '现场或远程，一起写意见稿', holds: (person) => person.roles.some((role) => ['委员', '界别召集人', '专家', '法律顾问'].includes(role)) },
  { title: '部门和单位', hint: '到会说明、承办', holds: (person) => person.roles.some((role) => ['承办员', '分管领导', '督查室'].includes(role)) },
  { title: '政协机关', hint: '提案、信息、管理', holds: () => true },
]

/** Each person once, in the first group that fits. */
function sorted(people: readonly DemoPerson[]) {
  const left = new Set(people)
  return groups.map((group) => {
    const inside = [...left].filter(group.holds)
    for (const person of inside) left.delete(person)
    return { ...group, people: inside }
  })
}

/** Where somebody of the county begins: the people of the hall in the session that is on, the others at home. */
async function stepIn(person: DemoPerson): Promise<void> {
  await enter(person.id)
  const inHall = groups.slice(0, 3).some((group) => group.holds(person))
  const { sessionId } = await liveNow()
  location.assign(inHall ? `/sessions/${sessionId}` : person.roles.includes('管理员') ? '/admin' : '/')
}

/** 演示: step into anybody of the county, here or on a second device. */
export function Demo() {
  const [people, setPeople] = useState<DemoPerson[]>()
  const [problem, setProblem] = useState('')
  const [shown, setShown] = useState<DemoPerson>()
  useEffect(() => {
    everyone().then(
      async (found) => {
        const wanted = found.find((person) => location.hash === `#as=${person.id}`)
        if (wanted) await stepIn(wanted)
        else setPeople(found)
      },
      () => setProblem('这里不是演示，或者还没准备好。'),
    )
  }, [])
  return (
    <Page view="tablet" title="换个身份" sub="演示：清河县" back="/">
      <div className="demo-page">
        <p className="quiet">点名字，这台设备就是他；点二维码，用另一台设备扫，那台就是他。密码都是 yishiting，签名时要用。</p>
        {problem ? <p role="alert">{problem}</p> : null}
        {people ? sorted(people).map((group) => <Group key={group.title} {...group} show={setShown} />) : null}
        {shown ? <OnAnotherDevice person={shown} close={() => setShown(undefined)} /> : null}
      </div>
    </Page>
  )
}

function Group({ title, hint, people, show }: { title: string; hint: string; people: DemoPerson[]; show: (person: DemoPerson) => void }) {
  return (
    <section>
      <h2 className="song">
        {title} <small className="quiet">{hint}</small>
      </h2>
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <Button onPress={() => stepIn(person)}>
              <b>{person.name}</b>
              <small>{person.roles.join('、')}</small>
            </Button>
            <Button kind="bare" aria-label={`二维码：用另一台设备当${person.name}`} onPress={() => show(person)}>
              二维码
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OnAnotherDevice({ person, close }: { person: DemoPerson; close: () => void }) {
  const address = `${location.origin}/demo#as=${person.id}`
  return (
    <Dialog open title={`用另一台设备当${person.name}`} onClose={close}>
      <div className="demo-code">
        <QrCode text={address} label={`扫码后，那台设备就是${person.name}`} />
        <p className="small quiet">{address}</p>
      </div>
    </Dialog>
  )
}
