import { sweepFiles } from './files/commands.ts'
import type { House } from './house/house.ts'
import { lapseSilentIssues } from './intake/commands.ts'
import { startSealer } from './opinions/sealer.ts'
import { completeSilent } from './proposals/concluding.ts'
import { lapseReports } from './reports/issuing.ts'

/** What time alone decides, under the action it is registered as; it acts through the same verbs as people. */
export type Job = { action: string; start: (house: House) => { stop: () => Promise<void> } }

const everyTenMinutes = 10 * 60_000

/** Runs a deed of the clock now and then, one run at a time. */
function nowAndThen(action: string, milliseconds: number, run: (house: House) => Promise<unknown>): Job {
  return {
    action,
    start(house) {
      let running: Promise<unknown> = Promise.resolve()
      const once = () => {
        running = running.then(() => run(house)).catch((error: unknown) => console.error(`${action} is tried again later`, error))
      }
      once()
      const timer = setInterval(once, milliseconds)
      timer.unref()
      return {
        async stop() {
          clearInterval(timer)
          await running
        },
      }
    },
  }
}

export const jobs: readonly Job[] = [
  { action: 'opinion.freeze', start: startSealer },
  nowAndThen('issue.lapse', everyTenMinutes, lapseSilentIssues),
  nowAndThen('proposal.complete', everyTenMinutes, completeSilent),
  nowAndThen('report.lapse', everyTenMinutes, lapseReports),
  nowAndThen('file.sweep', everyTenMinutes, sweepFiles),
]

/** Starts every job of an open house; `stop` waits for what is under way. */
export function startJobs(house: House): { stop: () => Promise<void> } {
  const started = jobs.map((job) => job.start(house))
  return {
    async stop() {
      await Promise.all(started.map((job) => job.stop()))
    },
  }
}
