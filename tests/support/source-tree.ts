import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** A file of the project by its path from the project's folder, with forward slashes. */
export type SourceFile = { path: string; text: string }

export type Import = { specifier: string; isTypeOnly: boolean; target: string | undefined }

export const projectFolder = path.resolve(import.meta.dirname, '../..')

/** The files below the folders whose names end in one of the endings. */
export function readSources(folders: string[], endings: string[]): SourceFile[] {
  return folders
    .flatMap(filesBelow)
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => ({ path: file, text: readFileSync(path.join(projectFolder, file), 'utf8') }))
}

function filesBelow(folder: string): string[] {
  const full = path.join(projectFolder, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}

const staticImport = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm
const dynamicImport = /\bimport\(\s*['"]([^'"\n]+)['"]/g

/** What a file imports. `target` is the project's file that is meant, undefined for a package. */
export function importsOf(file: SourceFile): Import[] {
  const code = withoutComments(file.text)
  const found: Import[] = []
  for (const [statement, typeKeyword, specifier = ''] of code.matchAll(staticImport)) {
    const isTypeOnly = typeKeyword !== undefined || onlyTypesInBraces(statement)
    found.push({ specifier, isTypeOnly, target: resolve(file.path, specifier) })
  }
  for (const [, specifier = ''] of code.matchAll(dynamicImport)) {
    found.push({ specifier, isTypeOnly: false, target: resolve(file.path, specifier) })
  }
  return found
}

function onlyTypesInBraces(statement: string): boolean {
  const names = /^\s*import\s*\{([^}]*)\}/.exec(statement)?.[1]
  return names !== undefined && names.split(',').every((name) => /^\s*(type\s.*)?$/s.test(name))
}

/** The aliases of package.json: `#desk/cases/…` is `src/desk/cases/…`. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('.'))
    return path.posix.join(path.posix.dirname(from), specifier).replace(/\?.*$/, '')
  return undefined
}

/** Good enough for looking for words: a string that holds `//` loses its end. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1')
}
