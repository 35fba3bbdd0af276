import { lazy, Suspense, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'

const HistorySheet = lazy(async () => ({ default: (await import('./history/HistorySheet.tsx')).HistorySheet }))

/** 历次稿子: opens the sheet of versions, which is fetched only then. */
export function OpenHistory({ documentId, label, may }: { documentId: string; label: string; may: readonly string[] }) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  return (
    <>
      <button
        type="button"
        className="btn bare open-history"
        aria-label={`${label}的历次稿子`}
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
      >
        <Icon name="clock" /> <span aria-hidden="true">历次稿子</span>
      </button>
      {wanted ? (
        <Suspense fallback={null}>
          <HistorySheet documentId={documentId} mayRestore={may.includes('restore')} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
