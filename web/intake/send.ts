import type { FileLine } from '../../shared/file-shapes.ts'
import type { FilePurpose } from '../../shared/files.ts'
import { api } from '../api.ts'
import { deed, type DeedOptions } from '../deed.ts'

export type ToSend = { blob: Blob; name: string; purpose: FilePurpose; seconds: number | null }

type Answered = Awaited<ReturnType<typeof api.files.$post>>

/** Sends a photo or a recording as one deed, and tells how far it has got: on a slow network that is what one looks at. */
export function sendFile(file: ToSend, key: string, onProgress: (share: number) => void): Promise<FileLine> {
  return deed((options) => post(file, options, onProgress), key)
}

function post({ blob, name, purpose, seconds }: ToSend, { headers }: DeedOptions, onProgress: (share: number) => void): Promise<Answered> {
  const query: Record<string, string> = { name, purpose }
  if (seconds !== null) query['seconds'] = String(seconds)
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/files?${new URLSearchParams(query)}`)
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0))
    request.addEventListener('error', () => failed(new TypeError('network')))
    request.addEventListener('timeout', () => failed(new TypeError('timeout')))
    request.addEventListener('load', () =>
      done(new Response(request.responseText, { status: request.status, headers: { 'content-type': 'application/json' } }) as unknown as Answered),
    )
    request.timeout = 10 * 60_000
    request.send(blob)
  })
}
