/** The last day of a role that ends at a moment: the day before that midnight. */
export function lastDayOf(until: string): Date {
  return new Date(Date.parse(until) - 1)
}
