/** The path of a Chromium that runs, looked for in the order the operating page tells; null when there is none. */
export function findBrowser(): string | null
export function findOrInstallBrowser(say: (line: string) => void): { path: string | null; problem: string[] }
