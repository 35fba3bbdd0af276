import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A token of 192 random bits, safe in addresses. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * A token that only holders of the house's secret can make, and make again: what was shown once can be answered to
 * the same deed once more, while the database holds no more than its hash.
 */
export function derivedToken(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}
