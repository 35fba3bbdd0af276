import type { Proposal, Sponsor } from '../../shared/proposal-shapes.ts'
import { askedSponsor, declinedSponsor, signedSponsor } from '../../shared/proposals.ts'

/** 委员甲等 3 人提出, or one name alone. */
export function proposedBy({ leadName, sponsors }: Pick<Proposal, 'leadName' | 'sponsors'>): string {
  const standing = sponsors.filter((one) => one.standing)
  return standing.length > 1 ? `${leadName}等 ${standing.length} 人提出` : `${leadName}提出`
}

/** Names one after another, at most `most` of them. */
export function namesInWords(names: readonly string[], most = 4): string {
  return names.length > most ? `${names.slice(0, most).join('、')}等 ${names.length} 位` : names.join('、')
}

/** A sentence without its end mark: it stands inside another. */
export const bare = (words: string) => words.replace(/[。.；;，,\s]+$/u, '')

export const isAsked = ({ state }: Sponsor): boolean => state === askedSponsor
export const hasSigned = ({ state }: Sponsor): boolean => state === signedSponsor
export const hasDeclined = ({ state }: Sponsor): boolean => state === declinedSponsor

/** Who declined under the last seal, while the text is written again. */
export const haveDeclinedLast = ({ sponsors }: Pick<Proposal, 'sponsors'>): Sponsor[] => sponsors.filter(({ reason }) => reason !== '')
export const coSponsors = ({ sponsors }: Pick<Proposal, 'sponsors'>): Sponsor[] => sponsors.filter(({ lead }) => !lead)
export const mineOn = ({ sponsors }: Pick<Proposal, 'sponsors'>): Sponsor | undefined => sponsors.find(({ mine }) => mine)
