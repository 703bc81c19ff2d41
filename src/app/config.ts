import path from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#platform/errors.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1']).transform((value) => value === '1')

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SMTP_PORT: port.default(2525),
  FOURLINE_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres://')
    .optional(),
  FOURLINE_DEMO: flag.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'begins with smtp:// or smtps://')
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  FOURLINE_DNS_ZONE: z.string().min(1).optional(),
  FOURLINE_ALLOW_OUTBOUND: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'is host:port, or several with commas between')
    .optional(),
  // Sending can be taken back for ten seconds (SPEC 5.2).
  FOURLINE_UNDO_SECONDS: z.coerce.number().min(0).max(60).default(10),
})

export type Config = Readonly<{
  port: number
  host: string
  smtpPort: number
  dataFolder: string
  /** Undefined: the embedded database is used. */
  databaseUrl: string | undefined
  demo: boolean
  smtpUrl: string | undefined
  publicUrl: string | undefined
  dnsZone: string | undefined
  /** `host:port` that webhooks may reach although they are not of the public internet. */
  allowOutbound: readonly string[]
  /** How long staff can take back what they have sent. */
  undoSeconds: number
}>

/** A setting that cannot be used; the message names it. */
export class ConfigError extends CannotStart {
  override name = 'ConfigError'
}

/** Reads the environment once. Throws `ConfigError` with one sentence per setting that is wrong. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const found = parsed.data
  return Object.freeze({
    port: found.PORT,
    host: found.HOST,
    smtpPort: found.SMTP_PORT,
    dataFolder: path.resolve(found.FOURLINE_DATA),
    databaseUrl: found.DATABASE_URL,
    demo: found.FOURLINE_DEMO ?? found.DATABASE_URL === undefined,
    smtpUrl: found.SMTP_URL,
    publicUrl: found.PUBLIC_URL,
    dnsZone: found.FOURLINE_DNS_ZONE === undefined ? undefined : path.resolve(found.FOURLINE_DNS_ZONE),
    allowOutbound: found.FOURLINE_ALLOW_OUTBOUND?.split(',') ?? [],
    undoSeconds: found.FOURLINE_UNDO_SECONDS,
  })
}
