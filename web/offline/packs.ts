const packsKey = 'yst.packs'

function packs(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(packsKey) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

/** Remembers that this device holds the pack of a session, from now. */
export function notePack(sessionId: string): void {
  try {
    localStorage.setItem(packsKey, JSON.stringify({ ...packs(), [sessionId]: new Date().toISOString() }))
  } catch {
    // The pack is there; only its date is not remembered.
  }
}

/** When this device last fetched the pack of a session; null where it never did. */
export const packedAt = (sessionId: string): string | null => packs()[sessionId] ?? null

export function forgetPacks(): void {
  try {
    localStorage.removeItem(packsKey)
  } catch {
    // Nothing was kept.
  }
}
