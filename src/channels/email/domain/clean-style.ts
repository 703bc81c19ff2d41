/** Properties that change how text looks where it stands. Nothing here moves it elsewhere or loads anything. */
const properties: ReadonlySet<string> = new Set(
  `background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse
  border-color border-left border-left-color border-left-style border-left-width border-radius border-right
  border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color
  border-top-style border-top-width border-width caption-side clear color direction display empty-cells float font
  font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin
  margin-bottom margin-left margin-right margin-top max-width min-width overflow-wrap padding padding-bottom
  padding-left padding-right padding-top table-layout text-align text-decoration text-indent text-transform
  vertical-align white-space width word-break word-spacing word-wrap`.split(/\s+/),
)

const displays = /^(block|inline|inline-block|list-item|none|table|table-(row|cell|row-group|caption))$/

/** Words, numbers, quoted names and colours; of functions only those that name a colour. */
const plainValue = /^[\w\s#%.,'!+/()-]{1,200}$/
const functions = /([\w-]*)\s*\(/g

const mostRules = 1_000
const longestSheet = 200_000
const longestStyle = 10_000

/** The harmless declarations of a `style` attribute, written anew. Takes time in proportion to the text. */
export function cleanDeclarations(style: string): string {
  const text = withoutComments(style.slice(0, longestStyle))
  return text
    .split(';')
    .map(cleanDeclaration)
    .filter((one) => one !== '')
    .join(';')
}

/**
 * The plain rules of a style sheet, written anew: no at-rules, selectors of elements and classes only, so that
 * none can ask for an attribute's value.
 */
export function cleanStyleSheet(sheet: string): string {
  const text = withoutComments(sheet.slice(0, longestSheet)).replaceAll(/<!--|-->/g, ' ')
  const rules: string[] = []
  const next = /[;{]/g
  let at = 0
  while (at < text.length && rules.length < mostRules) {
    next.lastIndex = at
    const mark = next.exec(text)
    if (mark === null) break
    const head = text.slice(at, mark.index).trim()
    // `@import …;`, or a stray end.
    if (mark[0] === ';') at = mark.index + 1
    else if (head.startsWith('@')) at = afterBlock(text, mark.index)
    else {
      const end = afterRule(text, mark.index)
      const declarations = cleanDeclarations(text.slice(mark.index + 1, end - 1))
      if (declarations !== '' && /^[\w\s.,>*-]{1,500}$/.test(head))
        rules.push(`${head.replaceAll(/\s+/g, ' ')}{${declarations}}`)
      at = end
    }
  }
  return rules.join('\n')
}

function withoutComments(text: string): string {
  let rest = text
  let out = ''
  for (;;) {
    const open = rest.indexOf('/*')
    if (open === -1) return out + rest
    const close = rest.indexOf('*/', open + 2)
    // A space, so that what stood on both sides never becomes one word.
    out += `${rest.slice(0, open)} `
    if (close === -1) return out
    rest = rest.slice(close + 2)
  }
}

function afterRule(text: string, open: number): number {
  const close = text.indexOf('}', open)
  return close === -1 ? text.length + 1 : close + 1
}

function afterBlock(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at + 1
  }
  return text.length
}

function cleanDeclaration(declaration: string): string {
  const colon = declaration.indexOf(':')
  if (colon === -1) return ''
  const name = declaration.slice(0, colon).trim().toLowerCase()
  const value = declaration
    .slice(colon + 1)
    .trim()
    .replaceAll('"', "'")
  if (name === 'background') return backgroundColor(value)
  if (!properties.has(name) || !isPlain(value)) return ''
  if (name === 'display' && !displays.test(value.toLowerCase())) return ''
  if (/^(margin|text-indent|letter-spacing|word-spacing)/.test(name) && /(^|[\s(])-/.test(value)) return ''
  return `${name}:${value}`
}

function isPlain(value: string): boolean {
  if (!plainValue.test(value) || value.split("'").length % 2 === 0) return false
  return [...value.matchAll(functions)].every(([, name = '']) => /^(rgba?|hsla?)$/i.test(name))
}

/** Of the short form only its colour is kept. */
function backgroundColor(value: string): string {
  const found = /(?:^|\s)(#[0-9a-f]{3,8}|rgba?\([\d\s.,%]{5,40}\)|[a-z]{3,20})(?=\s|$)/i.exec(
    value.slice(0, 300),
  )?.[1]
  return found === undefined ||
    /^(none|fixed|repeat|scroll|inherit|initial|center|top|left|right|bottom)$/i.test(found)
    ? ''
    : `background-color:${found}`
}
