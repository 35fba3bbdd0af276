/** Waits until it is so. How long a thing may take at all is the machine's matter: this only ends what is stuck. */
export async function until(what: string, test: () => boolean | Promise<boolean>, patienceMs = 60_000): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await pause(5)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
