/** Joins the lines of `format=flowed` text (RFC 3676), so that paragraphs are lines again. */
export function unflow(text: string, dropsSpace: boolean): string {
  const out: string[] = []
  let open: { depth: number } | undefined
  for (const line of text.split('\n')) {
    const quote = /^>*/.exec(line)?.[0] ?? ''
    const rest = line.slice(quote.length).replace(/^ /, '')
    const isSignature = rest === '-- '
    const joins = open !== undefined && open.depth === quote.length && !isSignature
    const said = rest.endsWith(' ') && !isSignature
    const words = said && dropsSpace ? rest.slice(0, -1) : rest
    if (joins) out[out.length - 1] += words
    else out.push(quote === '' ? words : `${quote} ${words}`)
    open = said ? { depth: quote.length } : undefined
  }
  return out.join('\n')
}
