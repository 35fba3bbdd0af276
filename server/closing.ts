/** What was opened, closed again in reverse order: the first opened goes last. */
export type Closing = { later: (close: () => void | Promise<void>) => void; now: () => Promise<void> }

export function createClosing(): Closing {
  const closers: (() => void | Promise<void>)[] = []
  let closed: Promise<void> | null = null
  async function closeAll(): Promise<void> {
    let failure: unknown
    for (let close = closers.pop(); close; close = closers.pop()) {
      try {
        await close()
      } catch (error) {
        failure ??= error
      }
    }
    if (failure) throw failure
  }
  return {
    later: (close) => void closers.push(close),
    now: () => (closed ??= closeAll()),
  }
}
