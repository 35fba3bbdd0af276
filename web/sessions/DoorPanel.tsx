import type { Session } from '../../shared/sessions.ts'
import { QrCode } from '../ui/QrCode.tsx'
import './hall.css'

/** The door of the session: a QR to come in, and six digits that lead to the waiting room. */
export function DoorPanel({ session }: { session: Session }) {
  const { doorUrl, doorCode } = session
  if (!doorUrl || !doorCode) return null
  return (
    <section className="door">
      <QrCode text={doorUrl} label="进这场会的二维码" />
      <div>
        <p>扫一扫就进来</p>
        <p className="quiet small">扫不了的，在网页上打开 {new URL(doorUrl).host}/s，输入会议码，在门口等您放行：</p>
        <p className="door-code" aria-label={`会议码 ${[...doorCode].join(' ')}`}>
          {doorCode.slice(0, 3)} {doorCode.slice(3)}
        </p>
      </div>
    </section>
  )
}
