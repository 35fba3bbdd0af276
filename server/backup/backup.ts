import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Start } from '../boot.ts'
import { Halt } from '../halt.ts'
import { backUpServer, restoreServer } from './dump.ts'
import { backUpCluster, restoreCluster } from './embedded.ts'

/** `npm run backup -- FILE`: one file with everything, the key for contacts included; it never replaces another. */
export async function backUp(start: Start, file: string): Promise<void> {
  if (existsSync(file)) throw new Halt(`${file} 已经有了：请换一个文件名，备份不会盖掉旧的。`)
  assertWritable(dirname(file))
  const { databaseUrl } = start.environment
  await (databaseUrl ? backUpServer(start, databaseUrl, file) : backUpCluster(start, file))
  start.say(`备份好了：${file}（${Math.ceil(statSync(file).size / 1024 / 1024)} MB）。里面有密钥和个人信息，请妥善保管。`)
}

/** `npm run restore -- FILE`: into an empty data folder or database only, checked before it is called done. */
export async function restore(start: Start, file: string): Promise<void> {
  if (!existsSync(file)) throw new Halt(`没有找到备份文件 ${file}：请检查路径。`)
  const { databaseUrl } = start.environment
  await (databaseUrl ? restoreServer(start, databaseUrl, file) : restoreCluster(start, file))
  start.say('恢复好了，各表行数和台账编号都核对过。现在可以 npm start。')
}

function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Halt(`不能在 ${folder} 写文件：请换一个地方放备份。`)
  }
}
