import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** A file of the public page, and its address, which changes with its content. */
export type PageAsset = { address: string; mediaType: string; body: string }

const source = path.resolve(import.meta.dirname, '../../..')
const builtFolder = path.resolve(source, '../dist/web/assets')

/** The styles: the tokens of the theme, the fonts the web app was built with, and the page's own rules. */
export function readStyles(): PageAsset {
  const tokens = readFileSync(path.join(source, 'web/theme/tokens.css'), 'utf8')
  const own = readFileSync(path.join(import.meta.dirname, '../web/packages-page.css'), 'utf8')
  return asset(
    '/packages/page.css',
    'text/css; charset=utf-8',
    [...builtFonts(), darkByMedia(tokens), own].join('\n'),
  )
}

export function readScript(): PageAsset {
  const body = readFileSync(path.join(import.meta.dirname, '../web/packages-page.js'), 'utf8')
  return asset('/packages/page.js', 'text/javascript; charset=utf-8', body)
}

function asset(at: string, mediaType: string, body: string): PageAsset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  return { address: `${at}?v=${hash}`, mediaType, body }
}

/** The web app's readers choose light or dark; here the system says which. Paper is light. */
function darkByMedia(tokens: string): string {
  return tokens.replace(
    /^\[data-mantine-color-scheme='dark'\] (\{[^}]*\})/m,
    '@media screen and (prefers-color-scheme: dark) {\n:root $1\n}',
  )
}

/** Without a built web app the page has the system's fonts. */
function builtFonts(): string[] {
  if (!existsSync(builtFolder)) return []
  const sheets = readdirSync(builtFolder).filter((name) => /^index-.*\.css$/.test(name))
  return sheets.flatMap(
    (name) => readFileSync(path.join(builtFolder, name), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [],
  )
}
