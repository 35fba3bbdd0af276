import type { PersonKind } from '../people.ts'
import type { DocumentKind } from './kinds.ts'

/** Who may touch a live text (domain.md E.11): one pure function, five rights. */

export const rightNames = {
  edit: '可以修改',
  contribute: '可以写，只改自己的话',
  comment: '可以提意见',
  read: '只看',
  nothing: '看不到',
} as const
export type Right = keyof typeof rightNames
/** From the least to the most. */
export const rights: readonly Right[] = ['nothing', 'read', 'comment', 'contribute', 'edit']

/**
 * What somebody is to a text. `author`: writes it with their own name on it; `observer`: may look on; `atTheDoor`: in the
 * waiting room; `stranger`: not of this text at all.
 */
export const handsOnText = [
  'facilitator', 'recorder', 'author', 'member', 'departmentStaff', 'resident', 'expert', 'observer', 'atTheDoor', 'stranger',
] as const
export type Hand = (typeof handsOnText)[number]

/** Where a text stands, told by its owner from the state of its own record. */
export const phases = {
  agenda: { planning: '会前商量', running: '会上记备注', sealed: '已定' },
  opinion: { writing: '正在写', commenting: '只提意见', sealed: '已定稿' },
  proposal: { writing: '正在写', sealed: '已交' },
  brief: { writing: '正在编', sealed: '已送审' },
  report: { writing: '正在写', sealed: '已交' },
  reply: { writing: '正在写', sealed: '已签发' },
} as const satisfies Record<DocumentKind, Record<string, string>>
export type Phase = { [K in DocumentKind]: keyof (typeof phases)[K] }[DocumentKind]

type Column = Record<Exclude<Hand, 'stranger'>, Right>
const row = (
  chair: Right, member: Right, departmentStaff: Right, resident: Right, expert: Right, observer: Right, atTheDoor: Right,
): Column => ({ facilitator: chair, recorder: chair, author: 'nothing', member, departmentStaff, resident, expert, observer, atTheDoor })
/** A text of a few named hands: whoever is none of them does not see it. */
const few = (named: Partial<Column>): Column => ({ ...row('nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'), ...named })
const readBy = few({ author: 'read', recorder: 'read', departmentStaff: 'read', observer: 'read' })

/** The table of E.11, line by line. */
const table: { [K in DocumentKind]: Record<keyof (typeof phases)[K], Column> } = {
  agenda: {
    planning: row('edit', 'edit', 'edit', 'comment', 'comment', 'read', 'nothing'),
    running: row('edit', 'contribute', 'contribute', 'read', 'read', 'read', 'nothing'),
    sealed: row('read', 'read', 'read', 'read', 'read', 'read', 'nothing'),
  },
  opinion: {
    writing: row('edit', 'edit', 'contribute', 'contribute', 'comment', 'read', 'nothing'),
    commenting: row('edit', 'comment', 'comment', 'comment', 'comment', 'read', 'nothing'),
    sealed: row('read', 'read', 'read', 'read', 'read', 'read', 'nothing'),
  },
  // A proposal is written by its sponsors, a brief by the committee’s staff, a report by its author and then by the
  // editor beside it, a reply by the unit’s own people; the others look on, or do not see it.
  proposal: { writing: few({ author: 'edit', observer: 'read' }), sealed: readBy },
  brief: { writing: few({ recorder: 'edit', observer: 'read' }), sealed: readBy },
  report: { writing: few({ author: 'edit', recorder: 'edit', observer: 'read' }), sealed: readBy },
  reply: { writing: few({ departmentStaff: 'edit', observer: 'read' }), sealed: readBy },
}

/** The three columns the organiser may lower or raise for a session. */
export const adjustableHands = ['member', 'departmentStaff', 'resident'] as const
export type AdjustableHand = (typeof adjustableHands)[number]
export type RightSettings = Partial<Record<AdjustableHand, Exclude<Right, 'nothing'> | undefined>>

export type Standing = {
  hand: Hand
  phase: Phase
  settings?: RightSettings
  /** Reads what was handed in: of what was sealed before and taken back they know nothing. */
  newestOnly?: boolean
}

const lower = (a: Right, b: Right): Right => (rights.indexOf(a) < rights.indexOf(b) ? a : b)

/**
 * The right of a hand on a text. A setting replaces the table's word while the text is being written; where the
 * table has already narrowed (notes only, comments only) it can only lower; a sealed text is read by all.
 */
export function rightOf(asked: { kind: DocumentKind } & Standing): Right {
  if (asked.hand === 'stranger') return 'nothing'
  const column = (table[asked.kind] as Partial<Record<Phase, Column>>)[asked.phase]
  if (!column) return 'nothing'
  const right = column[asked.hand]
  const wish = asked.settings?.[asked.hand as AdjustableHand]
  if (!wish || asked.phase === 'sealed') return right
  return asked.phase === 'planning' || asked.phase === 'writing' ? wish : lower(right, wish)
}

export const mayWrite = (right: Right): boolean => right === 'edit' || right === 'contribute'
export const mayComment = (right: Right): boolean => mayWrite(right) || right === 'comment'

/** What of the text a writer may touch: from `start` only the notes under an item are ink. */
export type Scope = 'all' | 'notes'
export const scopeOf = (phase: Phase): Scope => (phase === 'running' ? 'notes' : 'all')

/** The phase in which a kind of text is open to the most hands: what a late writer is judged by. */
export const openPhase = (kind: DocumentKind): Phase => (kind === 'agenda' ? 'planning' : 'writing')

/** The colour family a hand shows in. Those who only watch show in none. */
export function personKindOf(hand: Hand): PersonKind | null {
  switch (hand) {
    case 'facilitator':
    case 'recorder':
      return 'chair'
    case 'author':
    case 'member':
      return 'member'
    case 'departmentStaff':
      return 'department'
    case 'resident':
      return 'resident'
    case 'expert':
      return 'expert'
    default:
      return null
  }
}
