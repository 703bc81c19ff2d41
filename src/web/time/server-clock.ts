/** Milliseconds the server is ahead of this device; deadlines are the server's, so its clock counts. */
let offsetMilliseconds = 0

/** A `Date` header is a whole second, so a smaller difference is noise. */
const noiseMilliseconds = 2_000

/** Learns the server's time from the `Date` header of an answer. */
export function noteServerTime(dateHeader: string | null): void {
  const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (Number.isNaN(server)) return
  const difference = server + 500 - Date.now()
  offsetMilliseconds = Math.abs(difference) < noiseMilliseconds ? 0 : difference
}

/** Now, in epoch milliseconds, by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMilliseconds
}
