/** Who is measured. `yishiting` is the built house with everything on. */
export const targetNames = ['yishiting', 'yws', 'yws-level', 'hp4', 'hp4-sqlite'] as const
export type TargetName = (typeof targetNames)[number]

/** All a driver needs to know of a running target; plain data, for it goes to another process. */
export type Address = {
  target: TargetName
  wire: 'stock' | 'hocuspocus'
  port: number
  pid: number
  /** PostgreSQL's first process, where there is one. */
  databasePid: number | null
  /** Who may come in, one an account; empty where there is no door. */
  cookies: string[]
}

/** A started target on a data folder of its own. */
export type Running = {
  address: Address
  /** Names of so many new texts. */
  texts: (count: number) => Promise<string[]>
  end: (signal?: NodeJS.Signals) => Promise<void>
  /** The same again on the same data, after `end`. */
  again: () => Promise<Running>
}
