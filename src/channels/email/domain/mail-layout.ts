import { html, type HtmlValue, htmlText } from '#platform/http/html.ts'

/** `auto`: as the reader's program has it; the others to look at in a preview. */
export type MailScheme = 'auto' | 'light' | 'dark'

type Page = {
  language: string
  /** Stands above the text; null where the text begins at once. */
  title: string | null
  content: HtmlValue
  /** What stands below in small letters: why it came, how to turn it off. */
  footer?: HtmlValue
  scheme?: MailScheme
}

const light = 'color:#1a1b20;background:#ffffff'
const dark = html`
  .fl-mail { color: #eceae4 !important; background: #17181c !important; } .fl-mail a { color: #9fb0ff
  !important; } .fl-quiet { color: #b3b1aa !important; } .fl-rule { border-color: #3a3b42 !important; }
`

/**
 * The one layout of mail in HTML. Everything is in it: no picture, no font and no style comes from elsewhere, so
 * that nobody learns when it is read, and it can be read in light and dark.
 */
export function mailPage({ language, title, content, footer = null, scheme = 'auto' }: Page): string {
  const style = {
    auto: html`<meta name="color-scheme" content="light dark" />
      <style>
        @media (prefers-color-scheme: dark) {
          ${dark}
        }
      </style>`,
    dark: html`<style>
      ${dark}
    </style>`,
    light: null,
  }[scheme]
  return htmlText(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          ${style}
        </head>
        <body
          class="fl-mail"
          style="margin:0;padding:24px;font:15px/24px -apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere;${light}"
        >
          <div style="max-width:640px">
            ${
              title !== null &&
              html`<h1 style="font-size:20px;line-height:28px;margin:0 0 16px">${title}</h1>`
            }
            ${content}
            ${
              footer !== null &&
              html`<p
                class="fl-quiet fl-rule"
                style="font-size:13px;line-height:20px;color:#52535a;margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e8e6df"
              >
                ${footer}
              </p>`
            }
          </div>
        </body>
      </html>`,
  )
}

/** The plain-text twin as HTML: its paragraphs and lines as they are, with its addresses to be followed. */
export function mailPageOfText(
  text: string,
  { language, scheme }: Pick<Page, 'language' | 'scheme'>,
): string {
  return mailPage({
    language,
    title: null,
    content: paragraphsOf(text).map((lines) => html`<p style="margin:0 0 16px">${linked(lines)}</p>`),
    ...(scheme !== undefined && { scheme }),
  })
}

function paragraphsOf(text: string): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
}

const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}»”]/g

/** A link shows the address it leads to, so that nobody has to trust its words. */
export function linked(text: string): HtmlValue {
  const made: HtmlValue[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    made.push(broken(text.slice(from, match.index)), mailLink(match[0], match[0]))
    from = match.index + match[0].length
  }
  return [...made, broken(text.slice(from))]
}

export function mailLink(href: string, words: string): HtmlValue {
  return html`<a href="${href}" style="color:#2b43cc">${words}</a>`
}

function broken(text: string): HtmlValue {
  return text.split('\n').map((line, at) => (at === 0 ? line : html`<br />${indented(line)}`))
}

/** Spaces at the start of a line, as in a list or a log, are kept. */
function indented(line: string): string {
  return line.replace(/^ +/, (spaces) => '\u00a0'.repeat(spaces.length))
}
