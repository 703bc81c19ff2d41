import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Config } from '#app/config.ts'
import { embeddedFolder, openOrJoinPlace, type OpenPlace, publicUrlOf } from '#app/open-product.ts'
import { openPassword, relayOfUrl, type Relay } from '#channels/email/server/relay.ts'
import { demoSignInIsOpen } from '#people/auth/domain/demo-sign-in.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import type { Log } from '#platform/log.ts'
import { createSeal } from '#platform/seal.ts'
import { checkDatabase } from './check-database.ts'
import { checkMachine } from './check-machine.ts'
import { checkPorts } from './check-ports.ts'
import { checkWork } from './check-work.ts'
import { aboutProxy } from '#app/health/domain/about-proxy.ts'
import { type Finding, look, warn } from '#app/health/domain/finding.ts'

type Options = { everyFile: boolean; log: Log; say: (sentence: string) => void }

/**
 * Looks at everything an installation stands on, beside the product that runs or without it, and changes
 * nothing: a database that does not run is started for the time, and its tables stay as they are.
 */
export async function examine(config: Config, options: Options): Promise<Finding[]> {
  const machine = await checkMachine(config.dataFolder)
  if (!hasDatabase(config)) {
    const none = warn(
      'Database',
      'there is none yet',
      'The first start makes it; or set FOURLINE_DATA or DATABASE_URL.',
    )
    return [...machine, none, ...(await checkPorts(config, false, relayOfConfig(config)))]
  }
  const advice =
    config.databaseUrl === undefined
      ? 'Start the product, and read what it says.'
      : 'Look at DATABASE_URL, and at the server it names.'
  const rest = await look('Database', advice, async () => {
    const place = await openPlaceOf(config, options)
    try {
      const relay = relayOfConfig(config) ?? (await readEnteredRelay(place, config))
      return [
        ...(await examineDatabase(place, config, options, relay !== undefined)),
        ...(await checkPorts(config, place.isRunning, relay)),
      ]
    } finally {
      await place.close()
    }
  })
  return [...machine, ...rest]
}

function hasDatabase(config: Config): boolean {
  return config.databaseUrl !== undefined || existsSync(path.join(embeddedFolder(config), 'cluster'))
}

/** A data folder that is not there is not made by looking. */
async function openPlaceOf(config: Config, { log, say }: Options): Promise<OpenPlace> {
  if (config.databaseUrl !== undefined && !existsSync(config.dataFolder))
    return { ownerUrl: config.databaseUrl, isRunning: false, close: async () => undefined }
  return openOrJoinPlace(config, log, say)
}

function relayOfConfig({ smtpUrl }: Config): Relay | undefined {
  return smtpUrl === undefined ? undefined : relayOfUrl(smtpUrl)
}

/** As an admin entered it; undefined also where the tables or the key are not there, which is found elsewhere. */
async function readEnteredRelay(place: OpenPlace, { dataFolder }: Config): Promise<Relay | undefined> {
  const client = await lookInto(place)
  try {
    const { rows } = await client.query<Entered>('select * from mail_relay where host is not null')
    const [row] = rows
    if (row === undefined) return undefined
    const { host, port, security, user_name: user, sealed_password: sealed } = row
    const secret = sealed === null ? '' : readFileSync(path.join(dataFolder, 'mail.secret'), 'utf8').trim()
    const password = sealed === null ? null : openPassword(createSeal(secret, 'mail'), sealed)
    return { host, port, security, user, password }
  } catch {
    return undefined
  } finally {
    await client.end()
  }
}

type Entered = {
  host: string
  port: number
  security: Relay['security']
  user_name: string | null
  sealed_password: string | null
}

/** Its owner's connection, which changes nothing. */
async function lookInto(place: OpenPlace): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: place.ownerUrl,
    options: '-c timezone=UTC -c default_transaction_read_only=on',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function examineDatabase(
  place: OpenPlace,
  config: Config,
  { everyFile }: Options,
  hasRelay: boolean,
): Promise<Finding[]> {
  const client = await lookInto(place)
  try {
    const database = await checkDatabase(client)
    const isOld = database.some(({ check, state }) => check === 'Migrations' && state === 'fail')
    // Without its tables there is nothing to say about work.
    if (isOld) return database
    const work = await checkWork({
      client,
      files: openLocalFileStore(path.join(config.dataFolder, 'files')),
      isRunning: place.isRunning || (await showsLife(client)),
      everyFile,
      hasRelay,
      isLocal: demoSignInIsOpen({ host: config.host, publicUrl: publicUrlOf(config) }, []),
    })
    return [...database, ...work, ...(await checkProxy(client, config))]
  } finally {
    await client.end()
  }
}

async function checkProxy(client: pg.Client, config: Config): Promise<Finding[]> {
  const { rows } = await client.query<{ public_url: string | null }>('select public_url from vendor')
  return aboutProxy(config.publicUrl ?? rows[0]?.public_url ?? '', config.httpProxyFrom.length > 0)
}

async function showsLife(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from process_heartbeats where beat_at > now() - interval '20 seconds' limit 1`,
  )
  return rowCount === 1
}
