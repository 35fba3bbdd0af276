import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user PostgreSQL runs as: our own (empty), or an unprivileged one where we are root, as which it refuses. */
export type Account = { uid?: number; gid?: number }

/** @param cluster an existing cluster keeps the user it belongs to */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return {}
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return nobody()
}

function nobody(): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith('nobody:'))
    const [, , uid, gid] = line?.split(':') ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  } catch {
    // No list of users: the customary number below.
  }
  return { uid: 65_534, gid: 65_534 }
}

/** True when this user may walk down to and into the folder. */
export function reaches(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true
  let at = realpathSync(folder)
  for (;;) {
    const { mode, uid, gid } = statSync(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (at === dirname(at)) return true
    at = dirname(at)
  }
}
