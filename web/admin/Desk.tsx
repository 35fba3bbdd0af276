import './admin.css'
import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'react-router'
import { api } from '../api.ts'
import { DeskTheme } from '../ui/DeskTheme.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { useMe } from '../me.tsx'
import type { Organisation } from './desk-deeds.ts'

const sides = [
  { href: '/admin', label: '单位' },
  { href: '/admin/people', label: '人员和角色' },
  { href: '/admin/venues', label: '场所' },
] as const

/** The administrator's desk: three sides, one at a time. */
export function Desk({ title, children }: { title: string; children: (units: readonly Organisation[]) => ReactNode }) {
  const { pathname } = useLocation()
  const me = useMe()
  const organisations = useAnswer(() => api.organisations.$get(), subjectsOf(me.data?.actor.roles ?? []), [me.data?.actor.id])
  useEffect(() => {
    document.title = `${title} · 议事亭`
  }, [title])
  return (
    <DeskTheme>
      <div className="desk">
        <header className="desk-top">
          <a className="song" href="/">
            议事亭
          </a>
          <nav aria-label="管理">
            {sides.map((side) => (
              <a key={side.href} href={side.href} aria-current={pathname === side.href ? 'page' : undefined}>
                {side.label}
              </a>
            ))}
          </nav>
          <span className="end">
            <LargeType />
            <a href="/me">{me.data?.actor.name ?? ''}</a>
          </span>
        </header>
        <main>
          <Shown answer={organisations}>{({ organisations: units }) => children(units)}</Shown>
        </main>
      </div>
    </DeskTheme>
  )
}

/** Any change of units, people or venues where I have a role. */
export function subjectsOf(roles: readonly { organisationId: string }[]): string[] {
  const ids = [...new Set(roles.map((held) => held.organisationId))]
  return ids.flatMap((id) => ['organisation', 'person', 'venue'].map((kind) => `${kind}@${id}`))
}

/** A title with what can be begun here beside it. */
export function DeskHead({ title, hint, children }: { title: string; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className="desk-head">
      <div>
        <h1 className="song">{title}</h1>
        {hint ? <p className="quiet">{hint}</p> : null}
      </div>
      <div className="desk-acts">{children}</div>
    </div>
  )
}
