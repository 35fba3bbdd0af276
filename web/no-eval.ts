/**
 * The validator tries whether it may build code from text; our pages forbid that, and each try would stand as an
 * error in the browser's console. Loaded before any page, it is told not to try.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
