import { type Role, roleNames, roles } from './people.ts'
import { personNameText, usernameText } from './people-forms.ts'

/** A pasted table of people, a line a person: 姓名, 用户名, 角色, 单位 (the last two may be left out). */
export type PastedLine = {
  line: number
  name: string
  username: string
  roles: Role[]
  organisationId: string | null
  unit: string
  problems: string[]
}
export type Unit = { id: string; name: string }

export const mostPastedLines = 300

const rolesByName = new Map(roles.map((role) => [roleNames[role] as string, role]))
const isHeading = (cells: readonly string[]) => cells[0] === '姓名' && cells[1] === '用户名'

/** Cells of a line: by tabs as a spreadsheet copies them, else by commas, Chinese or not. */
function cellsOf(line: string): string[] {
  return line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim())
}

/**
 * Reads the table and says what is wrong with each line, in words; usernames already taken are the caller's to know.
 * A line without a unit belongs to `home`.
 */
export function readPeopleTable(text: string, units: readonly Unit[], home: string): PastedLine[] {
  const seen = new Map<string, number>()
  const read: PastedLine[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const cells = cellsOf(raw)
    if (cells.every((cell) => cell === '') || isHeading(cells)) continue
    const [name = '', username = '', roleWords = '', unit = ''] = cells
    const line = index + 1
    const problems: string[] = []
    if (!personNameText.safeParse(name).success) problems.push(name === '' ? '缺姓名' : '姓名太长')
    if (username === '') problems.push('缺用户名')
    else if (!usernameText.safeParse(username).success) problems.push('用户名要 2 到 40 个字，只用文字、数字、点、横线和下划线')
    const before = seen.get(username.toLowerCase())
    if (before !== undefined) problems.push(`用户名与第 ${before} 行相同`)
    else if (username !== '') seen.set(username.toLowerCase(), line)
    const words = roleWords.split(/[、;；/\s]+/).filter(Boolean)
    const unknown = words.filter((word) => !rolesByName.has(word))
    if (unknown.length > 0) problems.push(`没有“${unknown.join('”“')}”这个角色`)
    const found = unit === '' ? home : (units.find((one) => one.name === unit)?.id ?? null)
    if (found === null) problems.push(`没有“${unit}”这个单位`)
    if (cells.length > 4 && cells.slice(4).some((cell) => cell !== '')) problems.push('多出了几列')
    const held = [...new Set(words.flatMap((word) => rolesByName.get(word) ?? []))]
    read.push({ line, name, username, roles: held, organisationId: found, unit, problems })
  }
  return read
}
