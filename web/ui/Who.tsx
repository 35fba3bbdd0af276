import { type PersonKind, personKinds } from '../../shared/people.ts'

const longest = 8

/** A name, cut at eight characters where space is short; whole under the finger and for a screen reader. */
export function Name({ children, whole }: { children: string; whole?: boolean }) {
  if (whole || [...children].length <= longest) return <>{children}</>
  return (
    <span className="cut" title={children}>
      {children}
    </span>
  )
}

/** The kind of a person as one character in a small tile. */
export function Tile({ kind, initial }: { kind: PersonKind; initial?: string }) {
  return (
    <span className={`k ${kind}`} role="img" aria-label={personKinds[kind].label}>
      {initial ?? personKinds[kind].initial}
    </span>
  )
}

/** A person: tile and name. */
export function Who({ kind, name, initial, whole }: { kind: PersonKind; name: string; initial?: string; whole?: boolean }) {
  return (
    <span className="who">
      <Tile kind={kind} {...(initial ? { initial } : {})} />
      <Name {...(whole ? { whole } : {})}>{name}</Name>
    </span>
  )
}
