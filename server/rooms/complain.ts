/** Notes what went wrong for whoever keeps the house: the cause alone, for a failed query repeats people's words. */
export function complain(error: unknown): void {
  console.error('共写的文字出了问题：', error instanceof Error && error.cause instanceof Error ? error.cause : error)
}
