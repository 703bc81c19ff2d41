const content: unique symbol = Symbol('html')

/** Markup that is safe to put into a page: only `html` makes it, and no JSON can pretend to be it. */
export type Html = { readonly [content]: string }

/** What may stand in a place of a template: text is escaped, lists are joined, nothing is left out. */
export type HtmlValue = string | number | Html | false | null | undefined | readonly HtmlValue[]

/**
 * A template whose places are escaped, in text and in quoted attributes alike:
 * html`<a href="${address}">${name}</a>`. Places are never put into tags, scripts, styles or unquoted attributes.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const rest = values.map((value, index) => write(value) + (strings[index + 1] ?? ''))
  return { [content]: (strings[0] ?? '') + rest.join('') }
}

/** The finished text, to be sent. */
export function htmlText(made: Html): string {
  return made[content]
}

function write(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  return isList(value) ? value.map(write).join('') : value[content]
}

function isList(value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value)
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
