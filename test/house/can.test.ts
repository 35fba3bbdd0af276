import { describe, expect, it } from 'vitest'
import { type AnyPolicy, createCan, type Policy } from '../../server/house/can.ts'
import { type Actor, stranger } from '../../shared/people.ts'

type Lamp = { organisationId: string; keeper: string; state: string }
const lamps: Policy<Lamp, 'see' | 'light'> = {
  noun: 'lamp',
  label: '灯',
  organisations: (lamp) => [lamp.organisationId],
  relations: { keeper: '看灯人' },
  related: (actor, lamp) => (actor.kind === 'person' && actor.id === lamp.keeper ? ['keeper'] : []),
  state: (lamp) => lamp.state,
  rules: { see: { roles: ['member'], relations: ['keeper'] }, light: { relations: ['keeper'], states: ['dark'] } },
}
const can = createCan([lamps as unknown as AnyPolicy])
const lamp: Lamp = { organisationId: 'here', keeper: 'k', state: 'dark' }
const person = (id: string, role: 'member' | 'auditor', organisationId: string): Actor => ({
  kind: 'person', id, name: id, signInId: 's', roles: [{ organisationId, role }],
})

describe('who may', () => {
  it('[U6] what no rule says is no, and an unknown action is a bug', () => {
    expect(can(stranger, 'lamp.see', lamp)).toBe(false)
    expect(() => can(stranger, 'lamp.break', lamp)).toThrow(/no policy/)
  })
  it('[U6] a role counts only in the record’s own organisation', () => {
    expect(can(person('m', 'member', 'here'), 'lamp.see', lamp)).toBe(true)
    expect(can(person('m', 'member', 'elsewhere'), 'lamp.see', lamp)).toBe(false)
  })
  it('[U6] one who may see is told no, one who may not see is told nothing', () => {
    expect(can.verdict(person('m', 'member', 'here'), 'lamp.light', lamp)).toBe('refused')
    expect(can.verdict(person('m', 'member', 'elsewhere'), 'lamp.light', lamp)).toBe('hidden')
  })
  it('[U6] the right hand in the wrong state is told so', () => {
    expect(can.verdict(person('k', 'auditor', 'elsewhere'), 'lamp.light', { ...lamp, state: 'lit' })).toBe('wrongState')
    expect(can.may(person('k', 'auditor', 'elsewhere'), 'lamp', lamp)).toEqual(['light'])
  })
})
