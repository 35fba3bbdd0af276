import { useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { formatDate } from '../ui/moments.ts'
import { QrCode } from '../ui/QrCode.tsx'
import type { Link } from './desk-deeds.ts'

/** A one-time link, shown once: to copy, or to scan with the person's own phone. */
export function LinkShown({ name, link }: { name: string; link: Link }) {
  return (
    <div className="desk-link">
      <p>
        把这个链接交给<b>{name}</b>本人，{link.purpose === 'firstSignIn' ? '用它设密码、第一次登录。' : '用它设新密码。'}
        {`只能用一次，${formatDate(link.expiresAt)} 前有效；`}
        <b>关上以后不再显示</b>。
      </p>
      <CopyLine text={link.link} />
      <QrCode text={link.link} label={`${name}的一次性链接`} />
      <p className="quiet small">也可以让本人用手机扫这个码。</p>
    </div>
  )
}

/** A line that can be copied; on a page that is not HTTPS the browser copies only what is marked. */
export function CopyLine({ text, label = '复制链接', rows }: { text: string; label?: string; rows?: number }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [told, setTold] = useState('')
  async function copy() {
    field.current?.select()
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(text)
      else if (!document.execCommand('copy')) throw new Error('not copied')
      setTold('已复制')
    } catch {
      setTold('没复制成，已为您选中，请按 Ctrl+C 或长按复制')
    }
  }
  return (
    <div className="desk-copy">
      <textarea ref={field} className="input code" readOnly value={text} rows={rows ?? 2} aria-label="要复制的内容" />
      <div className="row">
        <Button kind="next" onPress={copy}>
          {label}
        </Button>
        <span role="status" className="quiet">
          {told}
        </span>
      </div>
    </div>
  )
}
