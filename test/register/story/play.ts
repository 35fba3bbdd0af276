import type { Answer, Client, TestHouse } from '../../people.ts'

export type Body = ReturnType<typeof JSON.parse>

/** Does one deed of the story, as its route describes it: `template` is the described path, `values` fill its blanks. */
export type Play = (client: Client, template: string, values: Record<string, string>, body?: object) => Promise<Body>

export type Stage = { t: TestHouse; play: Play }

/** Reads a record and insists on finding it. */
export async function look(client: Client, path: string): Promise<Body> {
  const answer: Answer = await client.get(path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The path with its blanks filled. */
export function filled(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${template} needs ${name}`)
    return value
  })
}
