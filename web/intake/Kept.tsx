import { useEffect, useState } from 'react'
import type { FileLine } from '../../shared/file-shapes.ts'
import { Icon } from '../ui/Icon.tsx'
import { formatSpan } from '../ui/moments.ts'
import './intake.css'

/** Fetches a file for this page only; it is never an address somebody could open in our name. */
function useBlob(path: string | null): { address: string | null; failed: boolean } {
  const [kept, setKept] = useState<{ path: string; address: string | null }>({ path: '', address: null })
  useEffect(() => {
    if (!path) return
    let gone = false
    let made: string | null = null
    fetch(path, { credentials: 'same-origin' })
      .then((response) => (response.ok ? response.blob() : Promise.reject(new Error(String(response.status)))))
      .then((blob) => {
        made = URL.createObjectURL(blob)
        if (gone) URL.revokeObjectURL(made)
        else setKept({ path, address: made })
      })
      .catch(() => {
        if (!gone) setKept({ path, address: null })
      })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [path])
  const mine = kept.path === path
  return { address: mine ? kept.address : null, failed: mine && kept.address === null && path !== null }
}

/** Where the files of a record are fetched from. */
export type FilePath = (file: FileLine) => string
export const stationPath: FilePath = (file) => `/api/files/${file.id}`

/** A photo as it was taken; opened, it fills the screen. */
export function Photo({ file, path = stationPath, number }: { file: FileLine; path?: FilePath; number: number }) {
  const { address, failed } = useBlob(path(file))
  const [open, setOpen] = useState(false)
  if (failed) return <span className="kept-photo lost">照片没取到</span>
  const image = address ? <img src={address} alt={`照片 ${number}`} data-turn={file.turn} /> : null
  return (
    <button type="button" className={open ? 'kept-photo open' : 'kept-photo'} aria-expanded={open} onClick={() => setOpen(!open)}>
      {image}
      <span className="sr">{open ? '缩小' : '放大'}</span>
    </button>
  )
}

/** A recording: one large target, and the browser's own controls once it plays. */
export function Voice({ file, path = stationPath }: { file: FileLine; path?: FilePath }) {
  const [wanted, setWanted] = useState(false)
  const { address, failed } = useBlob(wanted ? path(file) : null)
  if (failed) return <p className="quiet">录音没取到，请再试一次。</p>
  if (address) return <audio className="kept-voice" src={address} controls autoPlay aria-label="录音" />
  return (
    <button type="button" className="btn" aria-busy={wanted || undefined} onClick={() => setWanted(true)}>
      <Icon name="play" /> {file.seconds ? <span>听 {formatSpan(file.seconds)}</span> : '听录音'}
    </button>
  )
}

/** Everything that came with the words: voices first, then photos; scanned paper is fetched to look at. */
export function Files({ files, path = stationPath }: { files: readonly FileLine[]; path?: FilePath }) {
  const voices = files.filter((file) => file.purpose === 'voice')
  const photos = files.filter((file) => file.purpose !== 'voice' && file.type.startsWith('image/'))
  const papers = files.filter((file) => file.type === 'application/pdf')
  if (files.length === 0) return null
  return (
    <div className="kept">
      {voices.map((file) => (
        <Voice key={file.id} file={file} path={path} />
      ))}
      {photos.length > 0 ? (
        <div className="kept-photos">
          {photos.map((file, index) => (
            <Photo key={file.id} file={file} path={path} number={index + 1} />
          ))}
        </div>
      ) : null}
      {papers.map((file) => (
        <a key={file.id} className="btn" href={path(file)} download={file.name}>
          <Icon name="page" /> {file.name}
        </a>
      ))}
    </div>
  )
}
