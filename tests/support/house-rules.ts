import { type Import, type SourceFile, importsOf, withoutComments } from './source-tree.ts'

/** One sentence for each place that breaks a rule; none when the house is in order. */
export type Violations = string[]

/** The modules from low to high. A file imports from its own module and from lower ones. */
export const moduleOrder = [
  'platform',
  'web',
  ...inWing('people', ['auth', 'accounts']),
  ...inWing('promise', ['calendars', 'packages', 'agreements', 'quotes', 'entitlements', 'clocks']),
  ...inWing('desk', ['lines', 'cases', 'comparisons', 'services', 'breaches', 'messages']),
  ...inWing('channels', ['email', 'notifications', 'webhooks']),
  ...inWing('insight', ['reports', 'board']),
  'app',
]

/** Where everything is put together: the command, and the page the browser opens. */
const entrances = ['src/main.ts', 'src/web/main.tsx']

function inWing(wing: string, modules: string[]): string[] {
  return modules.map((module) => `${wing}/${module}`)
}

function moduleOf(file: string): string {
  const [, wing = '', module = ''] = file.split('/')
  return ['platform', 'web', 'app'].includes(wing) ? wing : `${wing}/${module}`
}

function roomOf(file: string): 'domain' | 'server' | 'web' | undefined {
  if (file.startsWith('src/web/') || file === 'src/app/screens.tsx') return 'web'
  const room = /^src\/\w+\/\w+\/(domain|server|web)\//.exec(file)?.[1]
  return room === 'domain' || room === 'server' || room === 'web' ? room : undefined
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)

export function checkDirection(files: SourceFile[]): Violations {
  return files
    .filter((file) => !entrances.includes(file.path))
    .flatMap((file) => {
      const own = moduleOrder.indexOf(moduleOf(file.path))
      if (own === -1)
        return [`${file.path} is in no known module: give ${moduleOf(file.path)} its place in the order`]
      return targetsInSource(file)
        .filter((target) => moduleOrder.indexOf(moduleOf(target)) > own)
        .map((target) => `${file.path} imports ${target}, which is above it`)
    })
}

export function checkRooms(files: SourceFile[]): Violations {
  const forbidden = { domain: ['server', 'web'], server: ['web'], web: ['server'] }
  return files.flatMap((file) => {
    const room = roomOf(file.path)
    if (!room) return []
    return targetsInSource(file)
      .filter((target) => forbidden[room].includes(roomOf(target) ?? ''))
      .map((target) => `${file.path} is ${room} and imports ${target}`)
  })
}

const impurities: [RegExp, string][] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b/, 'reads the clock'],
  [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/, 'draws a random number'],
  [/\bprocess\.|\bfetch\(|\bsetTimeout\(|\bsetInterval\(|\bconsole\./, 'touches the world'],
]

/** Domain rooms, and every file they load, are functions of plain data: time, ids and chance come in as arguments. */
export function checkPurity(files: SourceFile[]): Violations {
  const domain = files.filter((file) => roomOf(file.path) === 'domain' && !isTest(file.path))
  return filesLoadedBy(domain, files).flatMap((file) => {
    const code = withoutComments(file.text)
    const words = impurities
      .filter(([pattern]) => pattern.test(code))
      .map(([, what]) => `${file.path} ${what}`)
    const packages = importsOf(file)
      .filter((entry) => !entry.isTypeOnly && !entry.target && entry.specifier !== 'zod')
      .map((entry) => `${file.path} loads ${entry.specifier}, and a domain has only zod`)
    return [...words, ...packages]
  })
}

/** Whatever a screen loads, directly or not, runs in a browser. */
export function checkBrowserCode(files: SourceFile[]): Violations {
  const screens = files.filter((file) => roomOf(file.path) === 'web' && !isTest(file.path))
  return filesLoadedBy(screens, files).flatMap((file) => {
    const fromNode = importsOf(file).filter(
      (entry) => !entry.isTypeOnly && entry.specifier.startsWith('node:'),
    )
    const asServer = roomOf(file.path) === 'server' ? [`${file.path} is loaded by a screen`] : []
    return [
      ...asServer,
      ...fromNode.map((entry) => `${file.path} is loaded by a screen and loads ${entry.specifier}`),
    ]
  })
}

/** Files that load each other. Two types may name each other across files. */
export function checkCycles(files: SourceFile[]): Violations {
  const targets = new Map(files.map((file) => [file.path, loadedTargets(importsOf(file))]))
  const done = new Set<string>()
  const violations: Violations = []
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file)
    if (start !== -1) violations.push([...way.slice(start), file].join(' → '))
    if (start !== -1 || done.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...way, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return violations
}

/** @param exists whether the project has a file or folder of this path */
export function checkTargetsExist(files: SourceFile[], exists: (path: string) => boolean): Violations {
  return files.flatMap((file) =>
    targetsInSource(file)
      .filter((target) => !exists(target))
      .map((target) => `${file.path} imports ${target}, which does not exist`),
  )
}

export function checkNames(files: SourceFile[]): Violations {
  const empty = /(^|-)(utils?|helpers?|types|index|managers?|services?)$/
  return files.flatMap((file) => {
    const name = file.path.split('/').at(-1) ?? ''
    const stem = name.replace(/(\.test)?\.\w+$/, '')
    const violations = empty.test(stem) ? [`${file.path} does not say what it exports`] : []
    if (name.endsWith('.tsx') && roomOf(file.path) !== 'web')
      violations.push(`${file.path} cannot run on the server`)
    return violations
  })
}

/** The environment is read in one place and handed on as a typed Config. */
export function checkEnvironment(files: SourceFile[]): Violations {
  return files
    .filter((file) => file.path.startsWith('src/') && file.path !== 'src/app/config.ts' && !isTest(file.path))
    .filter((file) => /\bprocess\.env\b/.test(withoutComments(file.text)))
    .map((file) => `${file.path} reads the environment, which is for src/app/config.ts`)
}

/** The words are put together here so that this file is in order itself. */
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)
const silenced = new RegExp(['@ts-' + '(ignore|nocheck|expect-error)', 'as unknown ' + 'as\\b'].join('|'))

export function checkFinished(files: SourceFile[]): Violations {
  return files.flatMap((file) => {
    const violations = unfinished.test(file.text) ? [`${file.path} says that it is not finished`] : []
    if (silenced.test(file.text)) violations.push(`${file.path} silences the type checker`)
    return violations
  })
}

/** Every path that a document names in `code` is there, from the project's folder or from `src`. */
export function checkDocumentPaths(document: SourceFile, exists: (path: string) => boolean): Violations {
  const words = [...document.text.matchAll(/`([^`]+)`/g)].flatMap(([, span = '']) => span.split(/\s+/))
  return words
    .filter((word) => /^[\w.@-]+(\/[\w.@-]+)+\/?$/.test(word))
    .filter((span) => isProjectPath(span) && !exists(span) && !exists(`src/${span}`))
    .map((span) => `${document.path} names ${span}, which does not exist`)
}

/** Packages, media types and addresses have slashes as well. */
function isProjectPath(span: string): boolean {
  const first = span.split('/')[0] ?? ''
  const wings = moduleOrder.map((module) => module.split('/')[0])
  return [
    ...wings,
    'src',
    'docs',
    'tests',
    'migrations',
    'catalogue',
    'scripts',
    'bin',
    'bench',
    '.ci',
  ].includes(first)
}

function targetsInSource(file: SourceFile): string[] {
  return importsOf(file).flatMap(({ target }) => (target?.startsWith('src/') ? [target] : []))
}

/** The given files and all that is loaded with them. A type costs nothing at run time and is not followed. */
function filesLoadedBy(from: SourceFile[], all: SourceFile[]): SourceFile[] {
  const byPath = new Map(all.map((file) => [file.path, file]))
  const loaded = new Set(from)
  for (const file of loaded) {
    for (const target of loadedTargets(importsOf(file))) {
      const next = byPath.get(target)
      if (next) loaded.add(next)
    }
  }
  return [...loaded]
}

function loadedTargets(imports: Import[]): string[] {
  return imports.flatMap(({ isTypeOnly, target }) => (target && !isTypeOnly ? [target] : []))
}
