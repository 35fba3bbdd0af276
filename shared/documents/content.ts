import { z } from 'zod'

/** What a text says once it is taken out of its ink: plain JSON, the same for everybody. */

export type TextMark = { type: string }
export type TextNode = {
  type: string
  attrs?: Record<string, string | number>
  content?: TextNode[]
  marks?: TextMark[]
  text?: string
}
export type TextContent = { type: 'doc'; content: TextNode[] }

/** One line of the agenda while it is ink. `order` is a fractional index, compared as text. */
export const agendaEntry = z.object({
  id: z.uuid(),
  words: z.string(),
  note: z.string(),
  kind: z.string(),
  minutes: z.number(),
  order: z.string(),
})
export type AgendaEntry = z.infer<typeof agendaEntry>
export type AgendaContent = { items: AgendaEntry[] }

export type Content = TextContent | AgendaContent

export const isAgendaContent = (content: Content): content is AgendaContent => 'items' in content
