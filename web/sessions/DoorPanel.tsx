import type { Session } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { useSay } from '../ui/Saying.tsx'
import { sessionDeeds } from './session-deeds.ts'
import './common.css'
import './hall.css'

/** The door of the session: a QR to come in, and six digits that lead to the waiting room. */
export function DoorPanel({ session }: { session: Session }) {
  const { say } = useSay()
  const { doorUrl, doorCode } = session
  if (!doorUrl) return null
  return (
    <section className="door">
      <QrCode text={doorUrl} label="进这场会的二维码" />
      <div>
        <p>扫一扫就进来</p>
        {doorCode ? (
          <>
            <p className="quiet small">扫不了的，在网页上打开 {new URL(doorUrl).host}/s，输入会议码，在门口等您放行：</p>
            <p className="door-code" aria-label={`会议码 ${[...doorCode].join(' ')}`}>
              {doorCode.slice(0, 3)} {doorCode.slice(3)}
            </p>
          </>
        ) : (
          <p className="quiet small">会议码用满两小时，已经不能用了。</p>
        )}
        {session.may.includes('renewDoor') ? (
          <Button
            kind="bare"
            className="inset"
            onPress={async () => {
              await sessionDeeds.renewDoor(session, false)
              say('换了新的会议码，旧的不能再用')
            }}
          >
            换会议码
          </Button>
        ) : null}
      </div>
    </section>
  )
}
