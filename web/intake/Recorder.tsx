import { useEffect, useRef, useState } from 'react'
import { fileRefusals, longestVoiceSeconds } from '../../shared/files.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatClock } from '../ui/moments.ts'
import { useSay } from '../ui/Saying.tsx'
import { begin, cannotRecord, microphoneRefused, type Recording, secondsOf } from './sound.ts'

/**
 * 录一段话: with the page's own recorder, and where the browser does not let it, with the phone's, through a file
 * field; then it says why.
 */
export function Recorder({ onRecorded, again }: { onRecorded: (blob: Blob, name: string, seconds: number | null) => Promise<unknown>; again: boolean }) {
  const [reason, setReason] = useState(cannotRecord)
  const [seconds, setSeconds] = useState<number | null>(null)
  const running = useRef<Recording | null>(null)
  useEffect(() => () => running.current?.stop(), [])

  async function record() {
    let recording: Recording
    try {
      recording = await begin()
    } catch {
      setReason(microphoneRefused)
      return
    }
    running.current = recording
    const begun = performance.now()
    const spoken = () => Math.min(longestVoiceSeconds, Math.round((performance.now() - begun) / 1000))
    setSeconds(0)
    const clock = setInterval(() => {
      setSeconds(spoken())
      if (performance.now() - begun >= longestVoiceSeconds * 1000) recording.stop()
    }, 250)
    const blob = await recording.recorded
    clearInterval(clock)
    running.current = null
    const length = spoken()
    setSeconds(null)
    await onRecorded(blob, '录音', length)
  }

  if (reason !== null) return <OwnRecorder reason={reason} again={again} onRecorded={onRecorded} />
  if (seconds !== null) {
    return (
      <div className="recording" role="timer" aria-live="off">
        <span className="recording-clock">
          {formatClock(seconds)} <small>最多 {formatClock(longestVoiceSeconds)}</small>
        </span>
        <span className="recording-bar">
          <i style={{ width: `${(seconds / longestVoiceSeconds) * 100}%` }} />
        </span>
        <Button kind="next" size="big wide" onPress={() => running.current?.stop()}>
          <Icon name="stop" /> 说完了
        </Button>
      </div>
    )
  }
  return (
    <Button kind="plain" size="big wide" onPress={() => void record()}>
      <Icon name="mic" /> {again ? '再录一段' : '录一段话'}
    </Button>
  )
}

function OwnRecorder({
  reason,
  again,
  onRecorded,
}: {
  reason: string
  again: boolean
  onRecorded: (blob: Blob, name: string, seconds: number | null) => Promise<unknown>
}) {
  const { say } = useSay()
  async function take(file: File | undefined) {
    if (!file) return
    const seconds = await secondsOf(file)
    if (seconds !== null && seconds > longestVoiceSeconds) {
      say(fileRefusals.fileTooLong().message)
      return
    }
    await onRecorded(file, file.name, seconds)
  }
  return (
    <div>
      <label className="btn big wide">
        <Icon name="mic" /> {again ? '再录一段' : '用手机的录音机录'}
        <input
          className="sr"
          type="file"
          accept="audio/*"
          capture
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
      <p className="hint quiet small">{reason}</p>
    </div>
  )
}
