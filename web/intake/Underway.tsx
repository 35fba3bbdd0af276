import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Sending } from './use-sending.ts'

/** What is still on its way to the server, how far it has got, and what did not get through. */
export function Underway({ sending }: { sending: Sending }) {
  if (sending.pending.length === 0) return null
  return (
    <ul className="underway">
      {sending.pending.map((one) => (
        <li key={one.key}>
          <span>{one.file.purpose === 'voice' ? '录音' : '照片'}</span>
          {one.wrong === null ? (
            <span className="underway-share" role="status">
              <progress max={1} value={one.share} /> 正在传 {Math.round(one.share * 100)}%
            </span>
          ) : (
            <>
              <span className="underway-wrong">
                <Icon name="warn" /> {one.wrong}
              </span>
              <Button onPress={() => sending.again(one)}>再传一次</Button>
              <Button kind="bare" onPress={() => sending.drop(one)}>
                不要了
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
