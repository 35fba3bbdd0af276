import { type Context } from '../house/context.ts'
import type { Target } from '../outcomes/records.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import type { Asked } from './stop.ts'
import type { Carrying } from './facts.ts'

/** What a record made of an opinion adds to the thread of a sentence that it carries. */
export type Telling = {
  stops: StopLine[]
  /** What is awaited next; null where nothing is told yet, or nothing more will come. */
  todo: string | null
  /** Nothing has been decided in the end. */
  open: boolean
  /** What it came to, in words: none where it ended without an answer. */
  cameTo: string[]
}

/** A record with everything its stops are told from, told for any sentence it carries. */
export type Teller = { target: Target; carrying: Carrying; tell: (asked: readonly Asked[]) => Telling }

export type LoadTeller = (ctx: Context, id: string) => Promise<Teller | null>
