import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cataloguePath } from '#app/begin-installation.ts'
import { readConfig } from '#app/config.ts'
import { CannotStart, FourlineError } from '#platform/errors.ts'
import { createLog } from '#platform/log.ts'
import { serve } from '#app/serve.ts'
import { makeDemo } from '#app/make-demo.ts'
import { makeUser } from '#app/make-user.ts'
import { resetTwoStep } from '#app/reset-two-step.ts'
import { importMailFiles } from '#app/import-mail-files.ts'

const usage = `fourline <command>
  serve                                start the product (also: npm start)
  migrate                              bring the database up to date
  demo                                 fill an empty database with the demo vendor
  demo --remove --email E --password P [--name N]
                                       empty the demo and create the first admin
  user create --email E --password P [--name N] [--role admin|manager|agent]
  user reset-two-step --email E        let somebody in with the password alone who lost app and codes
  mail import [--from-ip IP] FILE|DIR  take raw messages in as if they came by SMTP
  backup FILE                          save database and files; FILE may be - for standard output
  restore FILE [--hold-mail] [--end-sessions] [--check]
                                       fill an empty place from a backup; --check only reads it
  doctor [--files] [--json]            look for what is wrong, and say what to do

Rules on files, without a server. FILE may be - for standard input; results are JSON on standard output.
  sla evaluate FILE                    calendar vectors in, results out
  sla simulate FILE                    a case's events in, its clocks out
  entitlement decide FILE [--locale L] questions in, decisions out
  mail inspect [--support ADDRESS] FILE…
                                       how raw messages are read: class, bounces, text, attachments
`

type Command = (rest: string[]) => Promise<number>

/** Each command by its words. Rules can be tried on files without a server and without a database. */
const commands: Readonly<Record<string, Command>> = {
  serve: async () => serve(readConfig()),
  migrate: async () => (await import('#app/migrate-database.ts')).migrateDatabase(readConfig()),
  demo: makeDemo,
  'user create': makeUser,
  'user reset-two-step': resetTwoStep,
  'mail import': importMailFiles,
  backup: async (rest) => (await import('#app/back-up.ts')).backUp(rest),
  restore: async (rest) => (await import('#app/restore.ts')).restore(rest),
  doctor: async (rest) => (await import('#app/doctor.ts')).doctor(rest),
  'sla evaluate': async (rest) => {
    const { evaluateVectors } = await import('#promise/calendars/domain/evaluate-vectors.ts')
    return answer(evaluateVectors(await readList(only(rest))))
  },
  'sla simulate': async (rest) => {
    const { simulateVectors } = await import('#promise/clocks/domain/simulate-vectors.ts')
    return answer(simulateVectors(await readList(only(rest))))
  },
  'entitlement decide': async (rest) => {
    const { decideVectors } = await import('#promise/entitlements/domain/decide-vectors.ts')
    const { parseCatalogue } = await import('#promise/packages/domain/catalogue.ts')
    const { values, positionals } = parseArgs({
      args: rest,
      options: { locale: { type: 'string' } },
      allowPositionals: true,
    })
    const catalogue = parseCatalogue(await readJson(cataloguePath))
    return answer(
      decideVectors(await readList(only(positionals)), { catalogue, locale: values.locale ?? 'en' }),
    )
  },
  'mail inspect': async (rest) => {
    const { inspectMail } = await import('#channels/email/server/inspect-mail.ts')
    return answer(await inspectMail(rest))
  },
}

/** Runs one command line; returns the exit code. Errors are one sentence on standard error. */
export async function runCommand(words: string[]): Promise<number> {
  if (words[0] === 'help' || words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage)
    return 0
  }
  const two = commands[words.slice(0, 2).join(' ')]
  const one = commands[words[0] ?? '']
  const command = two ?? one
  if (command === undefined) {
    process.stderr.write(usage)
    return 2
  }
  try {
    return await command(words.slice(two === undefined ? 1 : 2))
  } catch (error) {
    return explain(error)
  }
}

function explain(error: unknown): number {
  if (error instanceof CannotStart || error instanceof FourlineError)
    process.stderr.write(`${error.message}\n`)
  else if (error instanceof z.ZodError) process.stderr.write(`${z.prettifyError(error)}\n`)
  else if (error instanceof UsageError) process.stderr.write(`${error.message}\n${usage}`)
  else if (isPlain(error)) process.stderr.write(`${error.message}\n`)
  else createLog((line) => process.stderr.write(line)).error('Fourline stopped', { error })
  return 1
}

/** Errors of files and of ports say enough by themselves. */
function isPlain(error: unknown): error is Error {
  return error instanceof Error && ('code' in error || error instanceof SyntaxError)
}

class UsageError extends Error {}

function only(rest: string[]): string {
  const [file, ...more] = rest
  if (file === undefined || more.length > 0) throw new UsageError('Name one file, or - for standard input.')
  return file
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
}

async function readList(file: string): Promise<unknown[]> {
  const read = await readJson(file)
  if (Array.isArray(read)) return read
  throw new FourlineError('invalid', 'not_a_list', 'The input has to be a JSON array.')
}

async function answer(result: unknown): Promise<number> {
  await new Promise<void>((resolve) =>
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`, () => resolve()),
  )
  return 0
}
