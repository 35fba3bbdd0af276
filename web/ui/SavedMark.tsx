/** Where the words are: on the server, only on this device, or nowhere yet. */
export type SavedState =
  | { kind: 'saved' }
  /** Written here, not yet answered for by the server. */
  | { kind: 'device'; count: number }
  | { kind: 'failed' }

/** 存. Told from what the server answered, never from hope. */
export function SavedMark({ state, savedWords = '已存到服务器' }: { state: SavedState; savedWords?: string }) {
  const words =
    state.kind === 'saved' ? savedWords : state.kind === 'device' ? `仅存本机 ${state.count} 处` : '未保存'
  return (
    <span className={state.kind === 'saved' ? 'saved' : `saved ${state.kind}`} role="status" data-saved={state.kind}>
      {words}
    </span>
  )
}
