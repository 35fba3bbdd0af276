/** The driver's process: does the jobs it is sent, one at a time, and answers with figures. */
import { fanout } from './fanout.ts'
import { typeUntilKilled, whatIsLeft } from './kill.ts'
import { openHistories, writeHistories } from './opening.ts'
import { storm } from './storm.ts'
import { wave } from './wave.ts'

export const jobs = { fanout, storm, writeHistories, openHistories, typeUntilKilled, whatIsLeft, wave }
export type Jobs = typeof jobs

process.on('message', async ({ name, job }: { name: keyof Jobs; job: never }) => {
  try {
    process.send!({ figures: await jobs[name](job) })
  } catch (error) {
    process.send!({ failure: error instanceof Error ? error.stack : String(error) })
  }
})
