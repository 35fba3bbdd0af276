import { type ReactNode, useEffect, useLayoutEffect } from 'react'
import { Icon } from './Icon.tsx'

export type View = 'tablet' | 'phone' | 'desk'

/** Tells the tokens which kind of screen this page is made for. */
export function useView(view: View): void {
  useLayoutEffect(() => {
    document.documentElement.dataset['view'] = view
  }, [view])
}

/**
 * A page: a head with its title, the content, and either a foot with at most three actions or tabs. `width` narrow
 * is one question at a time, full leaves the whole area to the content.
 */
export function Page({
  view,
  title,
  sub,
  back,
  right,
  bar,
  tabs,
  width,
  children,
}: {
  view: View
  title: string
  sub?: string
  /** Where the arrow leads. */
  back?: string
  right?: ReactNode
  bar?: ReactNode
  tabs?: ReactNode
  width?: 'narrow' | 'full'
  children: ReactNode
}) {
  useView(view)
  useEffect(() => {
    document.title = `${title} · 议事亭`
  }, [title])
  return (
    <div className={width ? `page ${width}` : 'page'}>
      <header>
        {back ? (
          <a className="btn bare back" href={back} aria-label="返回">
            <Icon name="back" />
          </a>
        ) : null}
        <h1 className="song">
          {title}
          {sub ? <small>{sub}</small> : null}
        </h1>
        <span className="gap" />
        {right}
      </header>
      <main>{children}</main>
      {bar ? <footer>{bar}</footer> : null}
      {tabs ? <nav aria-label="这一页的几面">{tabs}</nav> : null}
    </div>
  )
}

/** 演示: every page of a demonstration says so. */
export function DemoBanner() {
  return (
    <p className="demo">
      演示：人和事都是编的，随便点。<a href="/demo">换个身份</a>
    </p>
  )
}
