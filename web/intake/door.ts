import type { AnswerOf } from '../answer.ts'
import type { api } from '../api.ts'

/** What stands behind a venue's QR: where one is, and the session that is on. */
export type Door = AnswerOf<Awaited<ReturnType<(typeof api.doors)[':code']['$get']>>>
