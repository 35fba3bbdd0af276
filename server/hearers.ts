import type { Hearers } from './live.ts'

/** Which domain says who may hear of its records, by the kind that the ledger names. */
export const hearers: Hearers = {}
