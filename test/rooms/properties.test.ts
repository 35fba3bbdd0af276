import { array, assert as holds, boolean, property } from 'fast-check'
import { describe, it } from 'vitest'
import * as Y from 'yjs'
import { addItem } from '../../shared/sync/agenda.ts'
import { act, rootOf } from './honest.ts'
import { actOnAgenda, actOnNotes } from './honest-agenda.ts'
import { openTown, step, type TownOf } from './town.ts'

/** FULL=1 runs a hundred times as many histories; SEED repeats one. */
const runs = process.env['FULL'] ? 100_000 : 1000
/** A run stands still only when it is broken; how long it takes is the machine’s matter. */
const patienceMs = runs * 600
const seed = process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}
const steps = array(step, { minLength: 10, maxLength: 60, size: 'max' })

const text: TownOf = {
  kind: 'opinion',
  act,
  begin(doc) {
    const first = new Y.XmlElement('paragraph')
    first.setAttribute('clauseId', 'first')
    rootOf(doc).insert(0, [first])
  },
}
const first = { id: '00000000-0000-4000-8000-00000000000f', words: '情况通报', note: '', kind: 'talk', minutes: 10, order: 'a0' }
const agenda: TownOf = { kind: 'agenda', act: actOnAgenda, begin: (doc) => addItem(doc, first) }

function happens(town: TownOf, taken: Parameters<ReturnType<typeof openTown>['take']>[0][]): void {
  const opened = openTown(town)
  for (const one of taken) opened.take(one)
  opened.settle()
}

describe('honest people, in any order of things', () => {
  it('[O23] are never refused in a text, keep others’ words whole, and all copies end alike', () => {
    holds(property(steps, boolean(), (taken, tidies) => happens({ ...text, tidies }, taken)), { numRuns: runs, ...seed })
  }, patienceMs)

  it('[O23] are never refused in an agenda, before the session and in it', () => {
    holds(
      property(steps, boolean(), (taken, running) => happens(running ? { ...agenda, act: actOnNotes, scope: 'notes' } : agenda, taken)),
      { numRuns: runs / 4, ...seed },
    )
  }, patienceMs)
})
