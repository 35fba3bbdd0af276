import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { codeAlphabet, codeLength } from '../../shared/intake.ts'

export type Contact = { contact: string; guardian: string }

/**
 * What the intake needs of the house's secret. Codes and tokens are worked out from it and the row's id: the database
 * keeps only their hashes, a stored answer never carries them, and a repeated deed gets the same ones again.
 */
export type IntakeKeys = {
  /** The look-up code of an issue. */
  codeFor: (issueId: string) => string
  /** What is kept of it: without the secret its eight signs cannot be tried out. */
  hashCode: (code: string) => string
  /** The token of a private link, 256 bits. */
  linkToken: (linkId: string) => string
  /** The secret of a device that a deed opens the echo on. */
  deviceToken: (commandKey: string, about: string) => string
  sealContact: (issueId: string, contact: Contact) => Uint8Array
  openContact: (issueId: string, sealed: Uint8Array) => Contact
}

const ivLength = 12
const tagLength = 16

export function intakeKeys(secret: string): IntakeKeys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), 'intake', purpose, 32))
  const signs = derive('codes')
  const hashes = derive('code hashes')
  const links = derive('links')
  const devices = derive('devices')
  const contacts = derive('contacts')
  const token = (key: Buffer, words: string) => createHmac('sha256', key).update(words).digest('base64url')

  return {
    codeFor(issueId) {
      let left = BigInt(`0x${createHmac('sha256', signs).update(issueId).digest('hex')}`)
      let code = ''
      while (code.length < codeLength) {
        code += codeAlphabet[Number(left % BigInt(codeAlphabet.length))]
        left /= BigInt(codeAlphabet.length)
      }
      return code
    },
    hashCode: (code) => createHmac('sha256', hashes).update(code).digest('hex'),
    linkToken: (linkId) => token(links, linkId),
    deviceToken: (commandKey, about) => token(devices, `${commandKey} ${about}`),
    sealContact(issueId, contact) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', contacts, iv).setAAD(Buffer.from(issueId))
      const sealed = Buffer.concat([cipher.update(JSON.stringify(contact), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    openContact(issueId, sealed) {
      const iv = sealed.subarray(0, ivLength)
      const decipher = createDecipheriv('aes-256-gcm', contacts, iv).setAAD(Buffer.from(issueId))
      decipher.setAuthTag(sealed.subarray(ivLength, ivLength + tagLength))
      const words = Buffer.concat([decipher.update(sealed.subarray(ivLength + tagLength)), decipher.final()])
      return JSON.parse(words.toString('utf8')) as Contact
    },
  }
}
