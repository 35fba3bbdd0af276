/** The path of a Chromium that runs; null when there is none. */
export function findBrowser(): string | null
/** Finds a browser or installs one; `problem` says what to type. */
export function findOrInstallBrowser(say: (line: string) => void): { path: string | null; problem: string[] }
