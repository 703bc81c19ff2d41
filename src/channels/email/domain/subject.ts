const unseen = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gv

/** A subject as a case carries it: one line, nothing invisible, at most 200 characters, never empty. */
export function caseSubject(written: string): string {
  const line = written.replaceAll(unseen, ' ').replaceAll(/\s+/g, ' ').trim()
  if (line === '') return '(no subject)'
  return line.length <= 200 ? line : `${line.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…`
}

/** A subject without what answers put before and behind it: people read the reference, nothing is found by it. */
export function bareSubject(subject: string, reference: string): string {
  return caseSubject(subject)
    .replace(/^((re|aw|sv|fw|fwd|wg|odp|antw|rif)\s*:\s*)+/i, '')
    .replaceAll(`[${reference}]`, '')
    .trim()
}
