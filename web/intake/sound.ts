/** Why this page cannot record by itself, in words; null where it can try. */
export function cannotRecord(): string | null {
  if (!window.isSecureContext) {
    return '这个网址不是 https 开头，手机不让网页直接录音。请用手机自带的录音机录，录好会自动放到这里。'
  }
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) {
    return '这台手机的浏览器不能直接录音。请用手机自带的录音机录，录好会自动放到这里。'
  }
  return null
}

export const microphoneRefused = '没有拿到麦克风的许可。可以在浏览器里允许后再试，也可以用手机自带的录音机录，录好会自动放到这里。'

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm']

export type Recording = {
  /** Ends it; the promise of `begin` is answered. */
  stop: () => void
  recorded: Promise<Blob>
}

/** Opens the microphone and records; throws when it is refused. A few kilobytes a second are plenty for a voice. */
export async function begin(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32_000, ...(mimeType ? { mimeType } : {}) })
  const pieces: Blob[] = []
  const recorded = new Promise<Blob>((done) => {
    recorder.addEventListener('dataavailable', (event) => pieces.push(event.data))
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop()
      done(new Blob(pieces, { type: recorder.mimeType }))
    })
  })
  recorder.start(1000)
  return {
    stop: () => {
      if (recorder.state !== 'inactive') recorder.stop()
    },
    recorded,
  }
}

/** How long a sound file is, as far as this browser can tell. */
export function secondsOf(blob: Blob): Promise<number | null> {
  return new Promise((done) => {
    const address = URL.createObjectURL(blob)
    const audio = new Audio()
    const answer = (seconds: number | null) => {
      URL.revokeObjectURL(address)
      done(seconds)
    }
    const late = setTimeout(() => answer(null), 4000)
    audio.addEventListener('loadedmetadata', () => {
      clearTimeout(late)
      answer(Number.isFinite(audio.duration) ? Math.round(audio.duration) : null)
    })
    audio.addEventListener('error', () => {
      clearTimeout(late)
      answer(null)
    })
    audio.preload = 'metadata'
    audio.src = address
  })
}
