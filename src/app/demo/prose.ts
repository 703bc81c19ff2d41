/**
 * Text as it is typed into a form, from a template literal that is indented and wrapped to suit the source:
 * the common indentation goes, wrapped lines of a paragraph become one, while blank lines, list items, tables,
 * quotes and fenced code stay lines of their own.
 */
export function prose(strings: TemplateStringsArray): string {
  const lines = withoutIndent(strings.join('').split('\n'))
  const out: string[] = []
  let inFence = false
  for (const line of lines) {
    const previous = out.at(-1)
    const joins = !inFence && previous !== undefined && previous !== '' && continues(line) && !ends(previous)
    if (joins) out[out.length - 1] = `${previous} ${line.trim()}`
    else out.push(line)
    if (line.startsWith('```')) inFence = !inFence
  }
  return out.join('\n').trim()
}

/** Lines exactly as written, for the contents of small files. */
export function verbatim(strings: TemplateStringsArray): string {
  return `${withoutIndent(strings.join('').split('\n')).join('\n').trim()}\n`
}

function withoutIndent(lines: string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const indent = Math.min(...indents)
  return lines.map((line) => line.slice(indent).trimEnd())
}

function continues(line: string): boolean {
  return line !== '' && !/^(```|[-*] |[>|]|\d+\. )/.test(line)
}

function ends(line: string): boolean {
  return line.startsWith('```') || line.startsWith('|')
}
