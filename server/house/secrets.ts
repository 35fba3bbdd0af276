import { createHash, randomBytes } from 'node:crypto'

/** A token of 192 random bits, safe in addresses. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
