import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useWornLarge } from '../ui/type-size.ts'

/** A drawer from the right: as wide as a phone is, where it is one. */
export function Side({ open, title, onClose, children, wide }: {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  wide?: boolean
}) {
  const large = useWornLarge()
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={(wide ? 760 : 520) * (large ? 1.4 : 1)}
      destroyOnHidden
      rootClassName="desk-side"
      closable={{ 'aria-label': '关上' }}
    >
      {children}
    </Drawer>
  )
}
