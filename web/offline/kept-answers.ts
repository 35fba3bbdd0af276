/** Which answers the service worker keeps for a time without a network: what a session needs, and nobody's contact. */
export const keptPaths = /^\/api\/(me|sessions|opinions|documents|revisions|topics|waiting|files)(\/|$)/

export const answersCache = 'answers'

/** Said to the service worker when somebody leaves: drop them, and whatever is still on its way. */
export const forgetMessage = 'forget-answers'

/** On an answer from the store: when the house had given it. */
export const keptHeader = 'x-kept'
