import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import { manifest, type Manifest } from './manifest.ts'
import type { Progress } from './progress.ts'
import { checkSeal, damaged } from './seal.ts'
import { readTar, type TarMember } from './tar.ts'

/** A backup whose every byte has been found to be as it was written. */
export type CheckedBackup = { file: string; content: Manifest; members(): AsyncIterable<TarMember> }

/**
 * Reads a whole backup without changing anything: its seal, and every row, file and secret against the manifest.
 * Throws `damaged_backup` with a sentence that says what is wrong.
 */
export async function checkBackup(file: string, progress: Progress): Promise<CheckedBackup> {
  const length = await checkSeal(file, progress)
  const members = () => readSealed(file, length)
  try {
    const found = createFindings()
    let written: string | undefined
    for await (const member of members()) {
      if (written !== undefined) throw damaged(file, `${member.name} follows the manifest`)
      if (member.name === 'manifest.json') written = await textOf(member)
      else await found.take(member)
      progress(`Checking ${member.name}`)
    }
    if (written === undefined) throw damaged(file, 'it has no manifest')
    const content = manifest.parse(JSON.parse(written))
    const wrong = found.compare(content)
    if (wrong !== undefined) throw damaged(file, wrong)
    return { file, content, members }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'damaged_backup') throw error
    throw damaged(
      file,
      `it cannot be read (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'})`,
    )
  }
}

async function* readSealed(file: string, length: number): AsyncGenerator<TarMember> {
  const source = createReadStream(file, { end: length - 1 })
  const plain = createZstdDecompress()
  source.on('error', (error) => plain.destroy(error))
  source.pipe(plain)
  try {
    yield* readTar(plain)
  } finally {
    source.destroy()
    plain.destroy()
  }
}

/**
 * Sums up the content of members as they pass: fed while checking, and once more while restoring, so that what
 * goes in is what was checked.
 */
export function createFindings() {
  const tables = new Map<string, ReturnType<typeof createHash>>()
  const secrets = new Map<string, string>()
  const list = createHash('sha256')
  const files = { count: 0, bytes: 0 }

  async function take({ name, size, content }: TarMember): Promise<void> {
    const table = tableOfMember(name)
    const hash = createHash('sha256')
    for await (const chunk of content) {
      if (table !== undefined) add(table, chunk)
      else hash.update(chunk)
    }
    if (table === undefined) note(name, size, hash.digest('hex'))
  }

  function add(table: string, rows: Buffer): void {
    const known = tables.get(table) ?? createHash('sha256')
    tables.set(table, known.update(rows))
  }

  function note(name: string, size: number, sha256: string): void {
    const [kind, called = ''] = name.split('/')
    if (kind === 'secrets') secrets.set(called, sha256)
    else if (kind === 'files' && called === sha256) {
      list.update(`${sha256}\n`)
      files.count += 1
      files.bytes += size
    } else throw new Error(`${name} is not what its name says`)
  }

  /** The first thing that differs from the manifest, as part of a sentence. */
  function compare(content: Manifest): string | undefined {
    const sums = new Map([...tables].map(([name, hash]) => [name, hash.digest('hex')]))
    const nothing = createHash('sha256').digest('hex')
    for (const { name, sha256 } of content.tables) {
      if ((sums.get(name) ?? nothing) !== sha256) return `the rows of ${name} are not those that were saved`
      sums.delete(name)
    }
    for (const name of sums.keys()) return `the manifest does not know the rows of ${name}`
    for (const { name, sha256 } of content.secrets) {
      if (secrets.get(name) !== sha256) return `${name} is not the one that was saved`
      secrets.delete(name)
    }
    for (const name of secrets.keys()) return `the manifest does not know ${name}`
    const sameFiles = files.count === content.files.count && list.digest('hex') === content.files.sha256
    return sameFiles ? undefined : 'its files are not those that were saved'
  }

  return { take, add, note, compare }
}

export function tableOfMember(name: string): string | undefined {
  return /^tables\/(.+)\/\d+\.copy$/.exec(name)?.[1]
}

async function textOf(member: TarMember): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of member.content) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
