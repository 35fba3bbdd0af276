import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { formatDate } from '../ui/moments.ts'
import { loadPack, type PackTold } from './pack.ts'
import { packedAt } from './packs.ts'
import { canOpenOffline } from './register.ts'

/** 备会包: fetch this session onto this tablet before going where there is no network. */
export function SessionPack({ sessionId, onDone }: { sessionId: string; onDone?: () => void }) {
  const [told, setTold] = useState<PackTold | null>(null)
  const [at, setAt] = useState(() => packedAt(sessionId))
  if (!canOpenOffline()) {
    return <p className="quiet small">备会包要用 https 的网址打开才能存：现在的网址下，浏览器不让网页在没有网络时打开。</p>
  }
  async function load() {
    try {
      await loadPack(sessionId, setTold)
      setAt(packedAt(sessionId))
      onDone?.()
    } finally {
      setTold(null)
    }
  }
  return (
    <div className="stack">
      <Button size="wide" onPress={load}>
        {told ? `正在存到这台设备：${told.done}/${told.all}` : at ? '备会包：再存一次' : '备会包：存到这台设备'}
      </Button>
      <p className="quiet small">
        {at ? `${formatDate(at)}存过。没有网络也能打开这场会，接着写议程和意见稿。` : '到没有网络的地方开会，先存一次：议程、意见稿、名单都在，断网也能打开、接着写。'}
      </p>
    </div>
  )
}
