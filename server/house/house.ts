import type { Connection } from '../../db/client.ts'
import type { Can } from './can.ts'
import type { Clock } from './clock.ts'
import type { Pressure } from './pressure.ts'

/** What was decided at start, from the environment. */
export type Settings = {
  /** The address in every QR code and link, without a trailing slash. */
  publicUrl: string
  /** True when PUBLIC_URL was given: then it is the only accepted Origin. */
  publicUrlGiven: boolean
  /** Addresses whose forwarded headers are believed. */
  trustProxy: readonly string[]
  demo: boolean
  /** Addresses from which `/metrics` may be read; this machine alone where none are named. */
  metricsFrom?: readonly string[]
  /** What is refused sooner or later than ordinarily. */
  pressure?: Partial<Pressure>
  /** Seconds between the announcement of a seal and the seal, where they are not the ordinary ones. */
  freezeSeconds?: number
  version: string
  /** Folder of the built web pages; null in tests without pages. */
  pages: string | null
  /** Key (32 bytes, hex) for sealing contacts and signing cookies; kept outside the database. */
  secret: string
}

/** What every room of the server is handed. */
export type House = Connection & {
  clock: Clock
  can: Can
  settings: Settings
  database: { kind: 'embedded' | 'server'; version: string }
  /** False until migrated, seeded and listening. */
  ready: () => boolean
}
