import type { TextNode } from '../../shared/documents/content.ts'
import { type ReactNode, useMemo } from 'react'
import { api } from '../api.ts'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import type { Source } from '../ui/SourceTags.tsx'
import { SourceTags } from '../ui/SourceTags.tsx'
import { readWas } from '../../shared/documents/clauses.ts'
import './opinions.css'

/** The words under a seal, as they were sealed: read from the revision, no longer from the ink. */
export function SealedText({
  revisionId,
  sources,
}: {
  revisionId: string
  sources: (id: string, was: readonly string[]) => Source[]
}) {
  const answer = useAnswer(() => api.revisions[':id'].$get({ param: { id: revisionId } }), [], [revisionId])
  return (
    <Shown answer={answer}>
      {({ content }) => ('content' in content ? <SealedBlocks nodes={content.content as readonly TextNode[]} sources={sources} /> : null)}
    </Shown>
  )
}

/** Some of the blocks of a sealed text, one after the other. */
export function SealedBlocks({ nodes, sources }: { nodes: readonly TextNode[]; sources: BlockProps['sources'] }) {
  return (
    <div className="sealed-text">
      {nodes.map((node, index) => (
        <Block key={index} node={node} sources={sources} />
      ))}
    </div>
  )
}

type BlockProps = { node: TextNode; sources: (id: string, was: readonly string[]) => Source[] }

function Block({ node, sources }: BlockProps): ReactNode {
  const id = String(node.attrs?.['clauseId'] ?? '')
  const tags = useMemo(() => sources(id, readWas(node.attrs?.['was'])), [sources, id, node])
  const inner = (node.content ?? []).map((child, index) =>
    child.type === 'text' || child.type === 'hardBreak' ? <Words key={index} node={child} /> : <Block key={index} node={child} sources={sources} />,
  )
  const words = textOf(node)
  const margin = tags.length > 0 ? <SourceTags sources={tags} clause={`“${[...words].slice(0, 8).join('')}”`} /> : null
  switch (node.type) {
    case 'heading':
      return (
        <div className="clause">
          {node.attrs?.['level'] === 1 ? <h2 className="song">{inner}</h2> : <h3 className="song">{inner}</h3>}
          {margin}
        </div>
      )
    case 'paragraph':
      return (
        <div className="clause">
          <p>{inner}</p>
          {margin}
        </div>
      )
    case 'bulletList':
      return <ul className="points">{inner}</ul>
    case 'orderedList':
      return <ol className="points">{inner}</ol>
    case 'listItem':
      return <li>{inner}</li>
    case 'blockquote':
      return <blockquote>{inner}</blockquote>
    default:
      return <>{inner}</>
  }
}

function Words({ node }: { node: TextNode }): ReactNode {
  if (node.type === 'hardBreak') return <br />
  const marks = (node.marks ?? []).map((mark) => mark.type)
  const words = node.text ?? ''
  return marks.includes('bold') ? <strong>{words}</strong> : marks.includes('italic') ? <em>{words}</em> : words
}

function textOf(node: TextNode): string {
  return node.text ?? (node.content ?? []).map(textOf).join('')
}
