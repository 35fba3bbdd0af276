import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../ui/Icon.tsx'

type Tool = { label: string; icon?: IconName; glyph?: string; is?: (editor: Editor) => boolean; press: (editor: Editor) => unknown }

const tools: readonly Tool[] = [
  {
    label: '标题',
    glyph: '题',
    is: (editor) => editor.isActive('heading'),
    press: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  { label: '加粗', glyph: '粗', is: (editor) => editor.isActive('bold'), press: (editor) => editor.chain().focus().toggleBold().run() },
  {
    label: '分条',
    icon: 'list',
    is: (editor) => editor.isActive('bulletList'),
    press: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    label: '原话',
    glyph: '“”',
    is: (editor) => editor.isActive('blockquote'),
    press: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  { label: '撤回自己刚写的', icon: 'undo', press: (editor) => editor.chain().focus().undo().run() },
  { label: '恢复', icon: 'redo', press: (editor) => editor.chain().focus().redo().run() },
]

/** A few tools a thumb can hit, just above the words; the keyboard stays open. `more` stands at the end. */
export function Toolbar({ editor, more }: { editor: Editor; more?: ReactNode }) {
  const active = useEditorState({ editor, selector: ({ editor: now }) => tools.map((tool) => tool.is?.(now) ?? false) })
  return (
    <div className="tools" role="toolbar" aria-label="文字工具">
      {tools.map((tool, index) => (
        <button
          key={tool.label}
          type="button"
          className="btn bare"
          aria-label={tool.label}
          title={tool.label}
          {...(tool.is ? { 'aria-pressed': active[index] === true } : {})}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => tool.press(editor)}
        >
          {tool.icon ? <Icon name={tool.icon} /> : <span aria-hidden="true">{tool.glyph}</span>}
        </button>
      ))}
      {more}
    </div>
  )
}
