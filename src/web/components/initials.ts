/** "Maya Voss" → "MV", "Ana" → "A", "support@x.example" → "S". */
export function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => /\p{L}/u.test(word))
  const ends = name.includes('@')
    ? words.slice(0, 1)
    : [words[0], words.length > 1 ? words.at(-1) : undefined]
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}
