import { setTimeout as wait } from 'node:timers/promises'
import type { OpenFigures, WriteFigures } from '../drive/opening.ts'
import { type Result, resultOf, type Scenario } from '../results.ts'
import type { TargetName } from '../targets/target.ts'
import { oneByOne } from './stage.ts'

const edits = 100_000

/**
 * S3: texts with a long history, opened cold (after a start), opened warm (others have them open), held open by
 * readers, and then written to. Ours gets every edit of one of them as a frame of its own; the others may have theirs
 * in a few large frames, which spares them their slowest path.
 */
export const histories: Scenario = async ({ full, stage }) => {
  const targets: readonly TargetName[] = full ? ['yws', 'yws-level', 'hp4-sqlite', 'yishiting'] : ['yws', 'hp4-sqlite', 'yishiting']
  const count = full ? 20 : 8
  const found = await oneByOne(stage, targets, full ? { most: 4, seconds: 1200 } : { most: 2, seconds: 80 }, async (started) => {
    const { target } = started.address
    const isOurs = target === 'yishiting'
    const texts = await started.texts(count)
    const written = await stage.driver().run('writeHistories', { address: started.address, texts, edits, singly: isOurs })
    // One that keeps nothing cannot be opened cold.
    const keeps = target !== 'yws'
    if (keeps) await wait(2000)
    if (keeps) await started.end()
    const running = keeps ? await started.again() : started
    const opened = await stage.driver().run('openHistories', { address: running.address, texts, edits, cold: keeps, warmOpens: full ? 100 : 40 })
    if (isOurs && opened.diverged > 0) stage.fault(`s3: ${opened.diverged} long texts came back otherwise than they were written`)
    await running.end()
    return { written, opened }
  })
  return [...found].flatMap(([target, figures]) => resultsOf(target, figures, count))
}

type Figures = { written: WriteFigures; opened: OpenFigures }

function resultsOf(target: TargetName, figures: readonly Figures[], count: number): Result[] {
  const row = (metric: string, unit: string, of: (figure: Figures) => number | null | undefined): Result[] => {
    const values = figures.map(of).filter((value) => typeof value === 'number')
    return values.length > 0 ? [resultOf('s3', metric, unit, values, target)] : []
  }
  /** One that keeps nothing still holds what it was sent: it has had them open from the start. */
  const before = ({ written, opened }: Figures): number => (target === 'yws' ? written.residentBefore : opened.residentBefore)
  return [
    ...row('replay-cpu', 's/100k', ({ written }) => written.cpuPer100k),
    ...row('cold', 'ms', ({ opened }) => opened.cold?.ms),
    ...row('cold-cpu', 'ms', ({ opened }) => opened.cold?.cpu),
    ...row('warm', 'ms', ({ opened }) => resultOf('', '', '', opened.warm.ms).median),
    ...row('warm-cpu', 'ms', ({ opened }) => opened.warm.cpu),
    ...row('reading', 'MB/text', (figure) => (figure.opened.residentReading - before(figure)) / count),
    ...row('writing', 'MB/text', (figure) => (figure.opened.residentWriting - before(figure)) / count),
    ...row('diverged', 'texts', ({ opened }) => opened.diverged),
    ...row('first-not-whole', '', ({ opened }) => (opened.whole ? 0 : 1)),
  ]
}
