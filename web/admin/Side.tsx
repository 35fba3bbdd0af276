import { Drawer } from 'antd'
import type { ReactNode } from 'react'

/** A drawer from the right: as wide as a phone is, where it is one. */
export function Side({ open, title, onClose, children, wide }: {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  wide?: boolean
}) {
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={wide ? 760 : 520}
      destroyOnHidden
      rootClassName="desk-side"
      closable={{ 'aria-label': '关上' }}
    >
      {children}
    </Drawer>
  )
}
