import './editor.css'
import { type AnyExtension, Editor as TiptapEditor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { type DragEvent, type ReactNode, useCallback, useEffect, useState } from 'react'
import { textRoot } from '../../shared/documents/kinds.ts'
import { textExtensions } from '../../shared/documents/schema.ts'
import { useSay } from '../ui/Saying.tsx'
import { type CaretUser, drawCaret } from './caret.ts'
import { ClauseIds } from './clause-ids.ts'
import { CursorKept } from './cursor-kept.ts'
import { cardDroppedIn } from './dragging.ts'
import { type ClauseInMargin, Margin } from './Margin.tsx'
import { OwnWords } from './own-words.ts'
import { OpenHistory } from './OpenHistory.tsx'
import { cleanPaste } from './paste.ts'
import type { Room } from './room.ts'
import { Toolbar } from './Toolbar.tsx'
import type { DocumentInfo } from './use-room.ts'
import { WritersMargin } from './WritersMargin.tsx'

export type EditorProps = {
  room: Room
  me: CaretUser
  /** edit: everything; contribute: only one's own words may be taken out; read: nothing. */
  right: 'edit' | 'contribute' | 'read'
  /** What the house says of the text: whose earlier words are one's own too, and whether one may look back. */
  info: Pick<DocumentInfo, 'mine' | 'may' | 'account'>
  label: string
  /** What a kind of text adds to the editor; the same list at every drawing. */
  also?: readonly AnyExtension[]
  /** What stands beside a clause. */
  renderBeside?: (clause: ClauseInMargin) => ReactNode
  /** A card was dropped on the sheet. */
  onDropCard?: (cardId: string) => unknown
}

/**
 * The sheet that many hands write. It is drawn only once the whole text is here (see `Paper`), so an empty page is
 * never mistaken for an empty text.
 */
export function Editor({ room, me, right, info, label, also, renderBeside, onDropCard }: EditorProps) {
  const { mine } = info
  const looksBack = info.may.includes('seeHistory')
  const { say } = useSay()
  const [editor, setEditor] = useState<TiptapEditor | null>(null)
  const place = useCallback(
    (element: HTMLDivElement) => {
      const made = makeEditor(element, room, label, also ?? [])
      setEditor(made)
      return () => {
        setEditor(null)
        made.destroy()
      }
    },
    [room, label, also],
  )
  useEffect(() => {
    if (!editor) return
    const onRefused = () => say('这是别人写的，不能删改；可以接在后面写。')
    editor.commands.keepToOwnWords({ limited: right === 'contribute', mine: new Set(mine), onRefused })
    if (editor.isEditable !== (right !== 'read')) editor.setEditable(right !== 'read', false)
  }, [editor, right, mine, say])
  const { name, kind } = me
  useEffect(() => {
    editor?.commands.updateUser({ name, kind })
  }, [editor, name, kind])

  function drop(event: DragEvent) {
    const cardId = cardDroppedIn(event.nativeEvent)
    if (!cardId || !onDropCard) return
    event.preventDefault()
    event.stopPropagation()
    onDropCard(cardId)
  }

  const past = looksBack ? <OpenHistory documentId={room.documentId} label={label} may={info.may} /> : null
  return (
    <div className={renderBeside || looksBack ? 'writing with-margin' : 'writing'} onDropCapture={drop}>
      {editor && right !== 'read' ? <Toolbar editor={editor} more={past} /> : past ? <div className="tools alone">{past}</div> : null}
      <div className="written">
        <div ref={place} />
        {!editor ? null : looksBack ? (
          <WritersMargin editor={editor} room={room} account={info.account} renderBeside={renderBeside} />
        ) : renderBeside ? (
          <Margin editor={editor} renderBeside={renderBeside} />
        ) : null}
      </div>
    </div>
  )
}

/**
 * Made by hand and not by `useEditor`: that one sets its options anew at every drawing of the page, which takes the
 * cursor away from under a fast typist.
 */
function makeEditor(element: HTMLElement, room: Room, label: string, also: readonly AnyExtension[]): TiptapEditor {
  return new TiptapEditor({
    element,
    editable: false,
    extensions: [
      ...textExtensions,
      Collaboration.configure({ fragment: room.doc.getXmlFragment(textRoot) }),
      CollaborationCaret.configure({ provider: room.provider, render: drawCaret, selectionRender }),
      CursorKept,
      ClauseIds,
      OwnWords,
      ...also,
    ],
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', lang: 'zh-CN', class: 'ink' },
      transformPastedHTML: cleanPaste,
      handleDOMEvents: {
        compositionstart: () => void room.holding.begin(),
        compositionend: () => void room.holding.end(),
      },
    },
  })
}

/** Others' selections are not drawn: a caret with a name says enough. */
const selectionRender = () => ({})
