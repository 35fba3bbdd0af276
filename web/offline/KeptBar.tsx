import { formatTime } from '../ui/moments.ts'
import { Notice } from '../ui/Notice.tsx'
import { useKeptSince } from './kept.ts'

/** Said above every page that shows what this device had kept: what one sees, what still works, what does not. */
export function KeptBar() {
  const since = useKeptSince()
  if (since === null) return null
  return (
    <div className="kept">
      <Notice tone="soon">
        {since === '' ? '现在没有网络，看到的是这台设备上存的。' : `现在没有网络，看到的是 ${formatTime(since)} 存在这台设备上的。`}
        文字可以接着写，连上以后自动存到服务器；别的事要等连上再办。
      </Notice>
    </div>
  )
}
