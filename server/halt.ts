/** A reason not to start (or not to go on): one sentence for the person at the terminal. Ends with exit code 1. */
export class Halt extends Error {}

/** The code of a system error (`EACCES`, `ENOENT`, …) or a PostgreSQL one (`28P01`, …). */
export function codeOf(error: unknown): string {
  const known = error as { code?: string; cause?: { code?: string } }
  return known.code ?? known.cause?.code ?? ''
}
