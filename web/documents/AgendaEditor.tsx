import './agenda.css'
import { useEffect, useId, useState } from 'react'
import { itemKinds } from '../../shared/agenda.ts'
import type { Scope } from '../../shared/documents/access.ts'
import type { AgendaEntry } from '../../shared/documents/content.ts'
import { addItem, changeBetween, itemText, readAgenda, removeItem, retype, setItem } from '../../shared/sync/agenda.ts'
import { runsOf } from '../../shared/sync/text.ts'
import { newKey } from '../key.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { orderAtEnd, orderMoved } from './agenda-order.ts'
import { OpenHistory } from './OpenHistory.tsx'
import type { Room } from './room.ts'
import { useInkText } from './use-ink-text.ts'
import type { DocumentInfo } from './use-room.ts'

export type AgendaEditorProps = {
  room: Room
  right: 'edit' | 'contribute' | 'read'
  /** `notes`: the meeting has begun, items are rows by now and only their notes are ink. */
  scope?: Scope
  /** What the house says of the text: the Yjs clients of earlier pages of this account, and whether one may look back. */
  info: Pick<DocumentInfo, 'mine' | 'may'>
}

const usualMinutes = 15

/** The agenda while it is ink: everybody adds, rewords and reorders at once, and nothing doubles. */
export function AgendaEditor({ room, right, scope = 'all', info }: AgendaEditorProps) {
  const { say } = useSay()
  const items = useItems(room)
  const whole = right === 'edit' || (right === 'contribute' && scope === 'all')
  const clients = new Set([...info.mine, room.doc.clientID])
  const isMine = (id: string) => {
    const parts = [itemText(room.doc, id, 'words'), itemText(room.doc, id, 'note')]
    return parts.every((part) => part !== null && runsOf(part).every((run) => clients.has(run.client)))
  }
  const total = items.reduce((sum, item) => sum + item.minutes, 0)

  function add() {
    const id = newKey()
    addItem(room.doc, { id, words: '', note: '', kind: 'talk', minutes: usualMinutes, order: orderAtEnd(items) })
    requestAnimationFrame(() => document.getElementById(`words-${id}`)?.focus())
  }
  function move(id: string, by: -1 | 1) {
    const order = orderMoved(items, id, by)
    if (order !== null) setItem(room.doc, id, { order })
  }
  function remove(item: AgendaEntry) {
    removeItem(room.doc, item.id)
    say(`去掉了“${item.words || '空的一项'}”。`, { undo: () => addItem(room.doc, item) })
  }

  return (
    <section className="agenda-ink" aria-label="议程">
      {items.length === 0 ? (
        <Empty title="还没有议程">要谈的事一项一项列在这里，大家可以一起加、一起改。</Empty>
      ) : (
        <ol>
          {items.map((item, index) => {
            const changeable = scope === 'all' && (right === 'edit' || (right === 'contribute' && isMine(item.id)))
            return (
              <li key={item.id}>
                <span className="n" aria-hidden="true">
                  {index + 1}
                </span>
                <div className="body">
                  <Words
                    {...{ room, item, clients }}
                    name="words"
                    label={`第 ${index + 1} 项谈什么`}
                    right={scope === 'all' ? right : 'read'}
                  />
                  <Words {...{ room, item, clients, right }} name="note" label={`第 ${index + 1} 项的备注`} />
                </div>
                <Plain item={item} changeable={changeable} change={(change) => setItem(room.doc, item.id, change)} />
                {changeable ? (
                  <Moves
                    words={item.words}
                    first={index === 0}
                    last={index === items.length - 1}
                    move={(by) => move(item.id, by)}
                    remove={() => remove(item)}
                  />
                ) : null}
              </li>
            )
          })}
        </ol>
      )}
      <p className="row">
        {whole && scope === 'all' ? (
          <Button onPress={add}>
            <Icon name="plus" /> 加一项
          </Button>
        ) : null}
        {total > 0 ? <span className="quiet small">一共 {total} 分钟</span> : null}
        {info.may.includes('seeHistory') ? <OpenHistory documentId={room.documentId} label="议程" may={info.may} /> : null}
      </p>
    </section>
  )
}

function useItems(room: Room): AgendaEntry[] {
  const [items, setItems] = useState<AgendaEntry[]>(() => readAgenda(room.doc).items)
  useEffect(() => {
    const read = () => setItems(readAgenda(room.doc).items)
    read()
    room.doc.on('update', read)
    return () => room.doc.off('update', read)
  }, [room])
  return items
}

function Moves(props: { words: string; first: boolean; last: boolean; move: (by: -1 | 1) => void; remove: () => void }) {
  const { words, first, last, move, remove } = props
  return (
    <div className="moves">
      <button type="button" className="btn bare" aria-label={`“${words}”往前移`} disabled={first} onClick={() => move(-1)}>
        <Icon name="up" />
      </button>
      <button type="button" className="btn bare" aria-label={`“${words}”往后移`} disabled={last} onClick={() => move(1)}>
        <Icon name="down" />
      </button>
      <button type="button" className="btn bare" aria-label={`去掉“${words}”`} onClick={remove}>
        <Icon name="trash" />
      </button>
    </div>
  )
}

type InkText = NonNullable<ReturnType<typeof itemText>>
type WordsProps = {
  room: Room
  item: AgendaEntry
  name: 'words' | 'note'
  label: string
  right: AgendaEditorProps['right']
  clients: ReadonlySet<number>
}

function Words(props: WordsProps) {
  const text = itemText(props.room.doc, props.item.id, props.name)
  if (!text) return null
  if (props.right !== 'read') return <Typing {...props} text={text} />
  const words = props.item[props.name]
  return words === '' ? null : <p className={props.name}>{words}</p>
}

function Typing({ room, item, name, label, right, clients, text }: WordsProps & { text: InkText }) {
  const { say } = useSay()
  const { box, value } = useInkText(text)
  function type(next: string) {
    const { at, gone } = changeBetween(text.toString(), next)
    if (right === 'contribute' && !isOwn(text, at, gone, clients)) {
      say('这是别人写的，不能删改；可以接在后面写。')
      return
    }
    retype(text, next)
  }
  return (
    <textarea
      ref={box}
      id={`${name}-${item.id}`}
      className={`input ${name}`}
      aria-label={label}
      placeholder={name === 'words' ? '谈什么' : '备注'}
      rows={1}
      maxLength={name === 'words' ? 200 : 2000}
      value={value}
      onCompositionStart={() => room.holding.begin()}
      onCompositionEnd={() => room.holding.end()}
      onChange={(event) => type(name === 'words' ? event.target.value.replaceAll('\n', ' ') : event.target.value)}
    />
  )
}

function isOwn(text: InkText, at: number, gone: number, clients: ReadonlySet<number>): boolean {
  let start = 0
  for (const run of runsOf(text)) {
    const end = start + run.length
    if (start < at + gone && end > at && !clients.has(run.client)) return false
    start = end
  }
  return true
}

type PlainProps = { item: AgendaEntry; changeable: boolean; change: (change: { kind?: string; minutes?: number }) => void }

function Plain({ item, changeable, change }: PlainProps) {
  const id = useId()
  const kind = (itemKinds as Record<string, string>)[item.kind] ?? itemKinds.talk
  if (!changeable) {
    return (
      <p className="plain quiet small">
        {kind} · {item.minutes} 分钟
      </p>
    )
  }
  return (
    <div className="plain">
      <label className="sr" htmlFor={`${id}-kind`}>
        哪一类
      </label>
      <select
        id={`${id}-kind`}
        className="input"
        value={item.kind}
        onChange={(event) => change({ kind: event.target.value })}
      >
        {Object.entries(itemKinds).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      <label className="minutes">
        <span className="sr">几分钟</span>
        <input
          className="input"
          type="number"
          inputMode="numeric"
          min={1}
          max={longestMinutes}
          value={item.minutes}
          onChange={(event) => change({ minutes: minutesIn(event.target.value) })}
        />
        分钟
      </label>
    </div>
  )
}

const longestMinutes = 480

function minutesIn(words: string): number {
  return Math.min(longestMinutes, Math.max(1, Math.round(Number(words)) || 1))
}
