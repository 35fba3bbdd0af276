import type { Size, Stage } from './rig/stage.ts'
import { failingCommits, fullDisk, fullDiskInEarnest, stopAndStart } from './rows/database.ts'
import { damagedFolder, damagedRow, secondProcess } from './rows/folder.ts'
import { fuzzedFrames, longHistory } from './rows/growth.ts'
import { killApp, killPostgres } from './rows/kills.ts'
import { freezeRace, lostHints, mixed, rollingRestart } from './rows/nodes.ts'
import { anotherGeneration, dayOffline, refusedHands, twoTabs } from './rows/pages.ts'
import { halfOpen, mangledFrames, reconnectStorm, slowReader, weakNetwork } from './rows/sockets.ts'

/** A row of the fault table. `from`: the smallest run it belongs to. */
export type Row = { key: string; name: string; from: Size; run: (stage: Stage) => Promise<void> }

export const rows: readonly Row[] = [
  { key: '1', name: 'kill -9 of the app', from: 'test', run: killApp },
  { key: '2', name: 'kill -9 of PostgreSQL', from: 'test', run: killPostgres },
  { key: '3', name: 'PostgreSQL stopped, its connections taken', from: 'test', run: stopAndStart },
  { key: '4', name: 'commits that fail', from: 'test', run: failingCommits },
  { key: '5', name: 'a full disk, as the log sees it', from: 'test', run: fullDisk },
  { key: '5b', name: 'a full disk in earnest', from: 'usual', run: fullDiskInEarnest },
  { key: '6', name: 'hints lost, doubled, out of order; a partition (and row 7)', from: 'test', run: lostHints },
  { key: '8', name: 'one who does not read', from: 'test', run: slowReader },
  { key: '9', name: 'a half-open line', from: 'usual', run: halfOpen },
  { key: '11', name: 'frames doubled, swapped, cut, lost', from: 'test', run: mangledFrames },
  { key: '12', name: 'fuzzed frames', from: 'usual', run: fuzzedFrames },
  { key: '14', name: 'two tabs of one person', from: 'test', run: twoTabs },
  { key: '15', name: 'a day offline with five reloads', from: 'test', run: dayOffline },
  { key: '16', name: 'away while sealed and opened anew', from: 'test', run: anotherGeneration },
  { key: 'freeze', name: 'a seal while people write at two nodes', from: 'test', run: freezeRace },
  { key: '18', name: 'a rolling restart of two nodes', from: 'test', run: rollingRestart },
  { key: '19', name: 'everybody back at once', from: 'test', run: reconnectStorm },
  { key: '20', name: 'a long history', from: 'test', run: longHistory },
  { key: '22', name: 'hands that are refused (and the guard)', from: 'test', run: refusedHands },
  { key: '24', name: 'a damaged data folder', from: 'test', run: damagedFolder },
  { key: '25', name: 'a second process on one folder', from: 'test', run: secondProcess },
  { key: '26', name: 'a stored row damaged', from: 'test', run: damagedRow },
  { key: '28', name: 'a weak mobile network', from: 'test', run: weakNetwork },
  { key: 'mixed', name: 'everything by chance', from: 'usual', run: mixed },
]
