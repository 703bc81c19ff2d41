const words = /\b(attach(ed|ing|ment|ments)?|enclosed|screenshots?)\b/i

/** The word by which a text speaks of a file that should be with it; what is quoted does not count. */
export function mentionsFile(text: string): string | undefined {
  const own = text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
  return words.exec(own)?.[0]
}
