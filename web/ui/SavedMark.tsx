/** Where the words are: on the server, only on this device, or nowhere yet. */
export type SavedState =
  | { kind: 'saved' }
  /** On its way to the server, for a moment. */
  | { kind: 'saving' }
  /** Written here, not yet answered for by the server. */
  | { kind: 'device'; count: number }
  | { kind: 'failed' }

/** 存. Told from what the server answered, never from hope. */
export function SavedMark({ state }: { state: SavedState }) {
  const words = {
    saved: '已存到服务器',
    saving: '正在存',
    device: `仅存本机 ${state.kind === 'device' ? state.count : 0} 处`,
    failed: '未保存',
  }[state.kind]
  return (
    <span className={state.kind === 'saved' ? 'saved' : `saved ${state.kind}`} data-saved={state.kind}>
      {words}
    </span>
  )
}
