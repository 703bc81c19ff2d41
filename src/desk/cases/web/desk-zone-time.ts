/** What a field for date and time holds for an instant: `2026-03-11T09:20` as clocks show it in that zone. */
export function wallTime(at: number, timeZone: string | undefined): string {
  // Swedish writes dates the way fields hold them.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return format.format(at).replace(' ', 'T')
}

/** The instant at which clocks in a zone show this, in epoch milliseconds; NaN for what is no date and time. */
export function instantOf(wall: string, timeZone: string | undefined): number {
  const read = Date.parse(`${wall}Z`)
  if (Number.isNaN(read)) return NaN
  const offsetAt = (at: number): number => Date.parse(`${wallTime(at, timeZone)}Z`) - at
  const minute = 60_000
  const guess = read - Math.round(offsetAt(read) / minute) * minute
  // Beside a change of the clocks the first guess may have the other side's offset.
  return read - Math.round(offsetAt(guess) / minute) * minute
}
