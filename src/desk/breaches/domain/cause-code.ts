/**
 * A code for a cause from its name: "Lost between two shifts" is `lost_between_two_shifts`; one that is taken gets
 * a letter more. Other scripts leave nothing, so that such a name is `cause`, `cause_a` and so on.
 */
export function causeCodeOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 32)
  const stem = plain.length < 2 ? 'cause' : plain
  for (let count = 0; ; count++) {
    // Codes are of letters alone.
    const code = count === 0 ? stem : `${stem}_${letters(count)}`
    if (!taken.includes(code)) return code
  }
}

function letters(count: number): string {
  const last = String.fromCharCode(97 + ((count - 1) % 26))
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last
}
