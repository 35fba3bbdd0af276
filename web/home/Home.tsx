import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'

/** 首页: the first thing shown is what waits for me; without a name at the door, the door. */
export function Home() {
  const me = useMe()
  return (
    <Shown answer={me}>
      {({ actor, may }) =>
        actor.kind === 'person' ? (
          <Page
            view="tablet"
            title="议事亭"
            sub={actor.name}
            right={
              <>
                <LargeType />
                <Button kind="bare" onPress={signOut}>
                  退出
                </Button>
              </>
            }
          >
            <Doors may={may} />
          </Page>
        ) : (
          <Page view="tablet" title="议事亭" width="narrow" right={<LargeType />}>
            <Empty
              title="有事好商量"
              action={
                <a className="btn next" href="/sign-in">
                  登录
                </a>
              }
            >
              来反映事情的，扫凉亭或会场里的二维码就能说，不用登录。已经说过的，
              <a href="/look-up">凭编号查看进展</a>。
            </Empty>
          </Page>
        )
      }
    </Shown>
  )
}

const doors: readonly { href: string; label: string; hint: string; needs?: string }[] = [
  { href: '/sessions', label: '协商会', hint: '开会、看意见稿、签名' },
  { href: '/issues', label: '居民的话', hint: '等着分拣和答复的' },
  { href: '/topics', label: '议题', hint: '等着商量的事' },
  { href: '/admin', label: '管理', hint: '单位、人员和场所', needs: 'organisation.createPerson' },
  { href: '/me', label: '我的账号', hint: '改密码、看在哪里登录着' },
]

function Doors({ may }: { may: readonly string[] }) {
  return (
    <nav aria-label="去哪里">
      <ul className="list">
        {doors.filter((door) => !door.needs || may.includes(door.needs)).map((door) => (
          <li key={door.href}>
            <a href={door.href}>
              <b>{door.label}</b>
              <span className="end">{door.hint}</span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

async function signOut() {
  await deed((options) => api['sign-out'].$post({ json: {} }, options))
  location.assign('/')
}
