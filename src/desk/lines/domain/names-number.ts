const written = /\b(one|two|three|four|first|second|third|fourth|1st|2nd|3rd|4th|I{1,3}|IV)\b/i

/** Whether a text names a number, in figures or written out: customers never read which line has their case. */
export function namesNumber(text: string): boolean {
  return /\p{N}/u.test(text) || written.test(text)
}
