import type { ReactNode } from 'react'
import { mayWrite } from '../../shared/documents/access.ts'
import { useKeptSince } from '../offline/kept.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState, Notice } from '../ui/Notice.tsx'
import type { DocumentInfo, RoomHere } from './use-room.ts'
import type { Room } from './room.ts'

/**
 * Draws a text once it is wholly here; until then it says what it waits for. What is in the way stands above the
 * words, which stay on the page.
 */
export function Paper({ here, children }: { here: RoomHere; children: (room: Room, info: DocumentInfo) => ReactNode }) {
  const { info, room, look, keptAs } = here
  // Without a network the page says so above everything already.
  const keptSince = useKeptSince()
  if (info.data === undefined && info.error) return <ErrorState error={info.error} again={info.again} />
  const closed = look.closed && look.closed.code !== 4409 ? look.closed : null
  return (
    <>
      {closed ? (
        <Notice
          tone="refused"
          action={
            closed.code === 4401 ? (
              <a className="btn" href={`/sign-in?to=${encodeURIComponent(location.pathname)}`}>
                去登录
              </a>
            ) : closed.code === 4404 ? null : (
              <Button onPress={() => startAnew(room)}>刷新</Button>
            )
          }
        >
          {closed.words}
        </Notice>
      ) : look.trouble && look.synced && keptSince === null ? (
        <Notice tone="soon">{look.trouble}</Notice>
      ) : look.long && mayWrite(info.data?.right ?? 'nothing') ? (
        <Notice tone="soon">这份文字已经写得很长，装满以后就写不进去了。需要的话请另起一份。</Notice>
      ) : look.keepsNothing && look.synced && mayWrite(info.data?.right ?? 'nothing') ? (
        <Notice tone="soon">这个浏览器不让网页留底稿（多半是无痕窗口）。没有网络时请不要关这一页，关了没存的字就没有了。</Notice>
      ) : null}
      {keptAs ? <Notice tone="soon">定稿已经完成。您没赶上的那几句没有丢，已经留作修改建议。</Notice> : null}
      {look.refused && !closed ? (
        <Notice tone="refused" action={<Button onPress={() => startAnew(room)}>刷新</Button>}>
          您刚写的没有收下：这份文字现在不归您改。请先抄下要紧的话，再刷新。
        </Notice>
      ) : null}
      {look.synced && room && info.data ? (
        children(room, info.data)
      ) : closed ? null : (
        <p className="opening" role="status">
          {look.trouble ?? (info.slow || room ? '正在打开这份文字……' : '')}
        </p>
      )}
    </>
  )
}

/** What was refused would be refused again: it is dropped here, and the server's text is opened. */
async function startAnew(room: Room | null): Promise<void> {
  await room?.forget()
  location.reload()
}
