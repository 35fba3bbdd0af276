import type { Opinion } from '../../shared/opinions.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

const routes = api.opinions[':id']
type At = Pick<Opinion, 'id' | 'version'>
const on = (opinion: At) => ({ param: { id: opinion.id }, json: { version: opinion.version } })
const because = (opinion: At, reason: string) => ({ param: { id: opinion.id }, json: { version: opinion.version, reason } })

/** How somebody signs: by their password once more, or by hand on the tablet. */
export type Signing = { password: string } | { handwriting: string }

/** What can be done to an opinion; each answers with the fresh opinion. */
export const opinionDeeds = {
  retitle: (opinion: At, title: string) =>
    deed((o) => routes.title.$post({ param: { id: opinion.id }, json: { version: opinion.version, title } }, o)),
  requestReview: (opinion: At) => deed((o) => routes['request-review'].$post(on(opinion), o)),
  reopen: (opinion: At) => deed((o) => routes.reopen.$post(on(opinion), o)),
  announceFreeze: (opinion: At) => deed((o) => routes['announce-freeze'].$post(on(opinion), o)),
  cancelFreeze: (opinion: At) => deed((o) => routes['cancel-freeze'].$post(on(opinion), o)),
  unfreeze: (opinion: At, reason: string) => deed((o) => routes.unfreeze.$post(because(opinion, reason), o)),
  openCountersign: (opinion: At, signers: string[]) =>
    deed((o) => routes['open-countersign'].$post({ param: { id: opinion.id }, json: { version: opinion.version, signers } }, o)),
  sign: (opinion: At, digest: string, signing: Signing) =>
    deed((o) => routes.sign.$post({ param: { id: opinion.id }, json: { version: opinion.version, digest, ...signing } }, o)),
  takeSignature: (opinion: At, digest: string, signer: string, handwriting: string) =>
    deed((o) =>
      routes.sign.$post({ param: { id: opinion.id }, json: { version: opinion.version, digest, signer, handwriting } }, o),
    ),
  decline: (opinion: At, reason: string) => deed((o) => routes.decline.$post(because(opinion, reason), o)),
}
