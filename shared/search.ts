/**
 * Finding Chinese words: a text is kept as its pairs of neighbouring characters, so that words of two characters are
 * found, and no dictionary, locale or extension of the database is needed.
 */

/** The text as it is compared: full-width and half-width alike, small letters, only letters and digits. */
export function searchText(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Every pair of neighbouring characters, once. */
export function searchGrams(words: string): string[] {
  const pairs = new Set<string>()
  for (const part of searchText(words).split(' ')) {
    const signs = [...part]
    for (let at = 0; at + 1 < signs.length; at += 1) pairs.add(`${signs[at]}${signs[at + 1]}`)
  }
  return [...pairs]
}

/** The parts of what somebody is looking for: all of them must be there. */
export function searchParts(asked: string): string[] {
  return [...new Set(searchText(asked).split(' ').filter((part) => part !== ''))].slice(0, 8)
}
