import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Jobs } from './driver.ts'

type Answer<N extends keyof Jobs> = Awaited<ReturnType<Jobs[N]>>

/** A driver in a process of its own, so that it is not the server's time that is spent on driving. */
export type Driver = {
  run: <N extends keyof Jobs>(name: N, job: Parameters<Jobs[N]>[0]) => Promise<Answer<N>>
  end: () => void
}

const started = new Set<ChildProcess>()

export function startDriver(): Driver {
  const child = fork(join(import.meta.dirname, 'driver.ts'), { execArgv: ['--import', 'tsx'] })
  started.add(child)
  return {
    run: <N extends keyof Jobs>(name: N, job: Parameters<Jobs[N]>[0]) =>
      new Promise<Answer<N>>((resolve, reject) => {
        const lost = (): void => reject(new Error('the driver ended in the middle of a job'))
        child.once('exit', lost)
        child.once('message', (said: { figures: Answer<N> } | { failure: string }) => {
          child.off('exit', lost)
          if ('failure' in said) reject(new Error(said.failure))
          else resolve(said.figures)
        })
        child.send({ name, job })
      }),
    end: () => {
      started.delete(child)
      child.kill()
    },
  }
}

/** Ends whatever a failure left running. */
export function endDrivers(): void {
  for (const child of started) child.kill('SIGKILL')
}
