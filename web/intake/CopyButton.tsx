import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSay } from '../ui/Saying.tsx'

export function CopyButton({ words, label }: { words: string; label: string }) {
  const { say } = useSay()
  return (
    <Button size="wide" onPress={async () => say((await copyWords(words)) ? '复制好了' : '这台手机不让复制，请截图或抄下来。')}>
      <Icon name="page" /> {label}
    </Button>
  )
}

/** Puts words on the clipboard, also on a page that is not HTTPS and in an old browser; false where neither way is open. */
async function copyWords(words: string): Promise<boolean> {
  try {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(words)
      return true
    }
  } catch {
    // Refused: the old way may still be open.
  }
  const field = document.createElement('textarea')
  field.value = words
  field.setAttribute('readonly', '')
  field.className = 'sr'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
