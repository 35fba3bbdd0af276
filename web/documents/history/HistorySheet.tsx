import { useState } from 'react'
import type { HistoryAnswer, VersionAnswer } from '../../../shared/documents/history-shapes.ts'
import { api } from '../../api.ts'
import { deed } from '../../deed.ts'
import { AskDialog } from '../../ui/AskDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Shown } from '../../ui/Notice.tsx'
import { Sheet } from '../../ui/Over.tsx'
import { useSay } from '../../ui/Saying.tsx'
import { useAnswer } from '../../use-answer.ts'
import { Compared } from './Compared.tsx'
import { keyOf, nameOfVersion } from './names.ts'
import { ReadVersion } from './ReadVersion.tsx'
import { Versions } from './Versions.tsx'
import './history.css'

type View = { kind: 'list' } | { kind: 'read'; version: VersionAnswer } | { kind: 'compare'; versions: readonly [VersionAnswer, VersionAnswer] }

/** The versions of a text: one to read, two to compare, one to put back. */
export function HistorySheet(props: { documentId: string; mayRestore: boolean; open: boolean; onClose: () => void }) {
  const { documentId, open, onClose } = props
  return (
    <Sheet open={open} onClose={onClose} title="历次稿子">
      <Looking documentId={documentId} mayRestore={props.mayRestore} />
    </Sheet>
  )
}

function Looking({ documentId, mayRestore }: { documentId: string; mayRestore: boolean }) {
  const answer = useAnswer(() => api.documents[':id'].history.$get({ param: { id: documentId } }), [`document:${documentId}`], [documentId])
  const [view, setView] = useState<View>({ kind: 'list' })
  const [picked, setPicked] = useState<readonly string[]>([])
  const toList = () => setView({ kind: 'list' })
  return (
    <div className="history">
      {view.kind === 'list' ? null : (
        <Button kind="bare" className="back" onPress={toList}>
          <Icon name="back" /> 回到历次稿子
        </Button>
      )}
      <Shown answer={answer}>
        {(history) => {
          const [newest] = history.versions
          if (view.kind === 'read') {
            const { version } = view
            const isNewest = newest !== undefined && keyOf(newest) === keyOf(version)
            return (
              <ReadVersion documentId={documentId} version={version}>
                {isNewest || !newest ? null : <Button onPress={() => setView({ kind: 'compare', versions: [version, newest] })}>和最新的比</Button>}
                {mayRestore && !isNewest ? <PutBack documentId={documentId} version={version} onDone={toList} /> : null}
              </ReadVersion>
            )
          }
          if (view.kind === 'compare') return <Compared documentId={documentId} versions={view.versions} />
          return (
            <>
              <Versions history={history} picked={picked} pick={setPicked} read={(version) => setView({ kind: 'read', version })} />
              <CompareBar history={history} picked={picked} compare={(versions) => setView({ kind: 'compare', versions })} clear={() => setPicked([])} />
            </>
          )
        }}
      </Shown>
    </div>
  )
}

function CompareBar({
  history,
  picked,
  compare,
  clear,
}: {
  history: HistoryAnswer
  picked: readonly string[]
  compare: (versions: readonly [VersionAnswer, VersionAnswer]) => void
  clear: () => void
}) {
  const [one, other] = history.versions.filter((version) => picked.includes(keyOf(version)))
  if (!one) return null
  return (
    <div className="compare-bar">
      <p className="small" role="status">
        {other ? '选好了两稿。' : '再选一稿，就能比较。'}
      </p>
      <Button kind="bare" onPress={clear}>
        不选了
      </Button>
      <Button kind="next" disabled={!other} onPress={() => other && compare([other, one])}>
        比较这两稿
      </Button>
    </div>
  )
}

function PutBack({ documentId, version, onDone }: { documentId: string; version: VersionAnswer; onDone: () => void }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const { generation, sequence } = version
  const name = nameOfVersion(version)
  return (
    <>
      <Button onPress={() => setOpen(true)}>恢复成这一稿</Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="恢复成这一稿吗"
        verb="恢复成这一稿"
        later="先不恢复"
        onConfirm={async () => {
          const { changed } = await deed((options) =>
            api.documents[':id'].restore.$post({ param: { id: documentId }, json: { generation, sequence } }, options),
          )
          say(changed ? `已恢复成${name}` : '现在的文字就是这样，没有改动')
          onDone()
        }}
      >
        <p className="effect">
          正文换成{name}，大家的屏幕上马上跟着换；每个字还记在原来写的人名下。现在这一稿不会丢，留在历次稿子里，可以再恢复回来。
        </p>
      </AskDialog>
    </>
  )
}
