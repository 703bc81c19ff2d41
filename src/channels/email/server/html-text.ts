import { mailLimits } from './mail-limits.ts'

const heading = { options: { uppercase: false } }
const options = {
  wordwrap: false,
  limits: { maxDepth: mailLimits.htmlDepth },
  selectors: [
    // Only what a browser would open for somebody who clicks; where an image comes from is noise.
    { selector: 'a', options: { pathRewrite: linkTarget, hideLinkHrefIfSameAsText: true } },
    { selector: 'img', options: { pathRewrite: () => '' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
  ],
}

function linkTarget(target: string): string {
  return /^(https?|mailto|tel|ftp):/i.test(target.trim()) ? target : ''
}

/** The readable text of HTML; of HTML that is too long or nested too deeply, the words between its tags. */
export async function htmlText(html: string): Promise<{ text: string; simplified: boolean }> {
  if (html.length > mailLimits.htmlCharacters || isLarge(html))
    return { text: withoutTags(html), simplified: true }
  // Loaded when there is HTML: most messages have a plain text, and what reads them must start quickly.
  const { htmlToText } = await import('html-to-text')
  try {
    return { text: htmlToText(html, options).replaceAll(/\n{4,}/g, '\n\n\n'), simplified: false }
  } catch {
    return { text: withoutTags(html), simplified: true }
  }
}

const closesItself =
  /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|t[rdh]|thead|tbody|tfoot)$/i

/** Each quote or list within another puts something before every line: their depth multiplies the text. */
const indents = /^(blockquote|ul|ol)$/i

function isLarge(html: string): boolean {
  let [depth, tags, indent, deepest] = [0, 0, 0, 0]
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][\w:-]{0,30})/gi)) {
    if (++tags > mailLimits.htmlTags) return true
    if (closesItself.test(name)) continue
    const step = slash === '/' ? -1 : 1
    depth = Math.max(0, depth + step)
    if (indents.test(name)) indent = Math.max(0, indent + step)
    deepest = Math.max(deepest, indent)
    if (depth > mailLimits.htmlDepth) return true
  }
  return deepest * html.length > mailLimits.htmlIndented
}

function withoutTags(html: string): string {
  return html.replaceAll(/<(style|script)\b[^<>]{0,200}>[^<]*/gi, ' ').replaceAll(/<[^<>]{0,5000}>/g, ' ')
}
