import { useState } from 'react'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'

/** 退出: what is only on this device is sent first; what cannot be sent is said, and kept under this account. */
export function SignOut({ account }: { account: string }) {
  const [unsent, setUnsent] = useState(0)
  async function leave() {
    const left = await (await import('./leaving.ts')).sendKept(account)
    if (left.length > 0) setUnsent(left.reduce((sum, text) => sum + text.unsaved, 0))
    else await signOut(account)
  }
  return (
    <>
      <Button kind="bare" onPress={leave}>
        退出
      </Button>
      <AskDialog open={unsent > 0} onClose={() => setUnsent(0)} title={`还有 ${unsent} 处没有存到服务器`} verb="仍要退出" later="先不退" onConfirm={() => signOut(account)}>
        <p>现在连不上服务器。退出以后，这些字留在这台设备上，别人看不到；下次您在这台设备登录，会自动送出去。</p>
      </AskDialog>
    </>
  )
}

async function signOut(account: string): Promise<void> {
  await deed((options) => api['sign-out'].$post({ json: {} }, options))
  await (await import('./leaving.ts')).wipe(account)
  location.assign('/')
}
