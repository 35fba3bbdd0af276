/** Every kind of text that people write together, and the root its ink lies under. */
export const documentKinds = {
  agenda: { label: '议程', root: 'items' },
  opinion: { label: '协商意见', root: 'prosemirror' },
  proposal: { label: '提案', root: 'prosemirror' },
  brief: { label: '建议简报', root: 'prosemirror' },
  report: { label: '社情民意信息', root: 'prosemirror' },
  reply: { label: '答复', root: 'prosemirror' },
} as const
export type DocumentKind = keyof typeof documentKinds
export const documentKindNames = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]

/** Written texts have one XmlFragment under this name; the agenda one Map. */
export const textRoot = 'prosemirror'
export const agendaRoot = 'items'

export const isWrittenText = (kind: DocumentKind): boolean => documentKinds[kind].root === textRoot

/** Texts of a session are written before the eyes of everybody in it; the others in a room of their own. */
export const isOpenToTheRoom = (kind: DocumentKind): boolean => kind === 'agenda' || kind === 'opinion'

/** Raised when a new node or attribute could be lost by a page that does not know it; older pages then only read. */
export const schemaVersion = 1
