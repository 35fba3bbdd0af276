import type { FilePurpose } from '../../../shared/files.ts'
import { Icon } from '../../ui/Icon.tsx'
import { shrink } from '../shrink.ts'
import type { Sending } from '../use-sending.ts'
import { secondsOf } from '../sound.ts'

const accepts: Record<FilePurpose, string> = { photo: 'image/*', voice: 'audio/*', paper: 'image/*,application/pdf' }

/** A file from this device, on its way as soon as it is picked. */
export function PickFiles({ label, purpose, sending }: { label: string; purpose: FilePurpose; sending: Sending }) {
  async function take(picked: FileList | null) {
    for (const file of picked ?? []) {
      const blob = file.type.startsWith('image/') ? await shrink(file) : file
      const seconds = purpose === 'voice' ? await secondsOf(file) : null
      await sending.send({ blob, name: file.name, purpose, seconds })
    }
  }
  return (
    <label className="btn">
      <Icon name={purpose === 'voice' ? 'mic' : purpose === 'paper' ? 'page' : 'camera'} /> {label}
      <input
        className="sr"
        type="file"
        multiple
        accept={accepts[purpose]}
        onChange={(event) => {
          const { target } = event
          void take(target.files).finally(() => {
            target.value = ''
          })
        }}
      />
    </label>
  )
}
