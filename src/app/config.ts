import path from 'node:path'
import { z } from 'zod'
import { type Cidr, parseCidrs } from '#channels/email/server/mail-network.ts'
import { CannotStart } from '#platform/errors.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1']).transform((value) => value === '1')

function cidrsOf(text: string | undefined, complain: (message: string) => void): Cidr[] {
  try {
    return text === undefined ? [] : parseCidrs(text)
  } catch (error) {
    complain(error instanceof Error ? error.message : 'is no list of addresses')
    return []
  }
}

const cidrs = z
  .string()
  .optional()
  .transform((text, problem) => cidrsOf(text, (message) => problem.addIssue({ code: 'custom', message })))

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    HTTP_PROXY_FROM: cidrs,
    SMTP_PORT: port.default(2525),
    SMTP_TLS_CERT: z.string().min(1).optional(),
    SMTP_TLS_KEY: z.string().min(1).optional(),
    SMTP_PROXY_FROM: cidrs,
    SMTP_FLOOD_AFTER: z.coerce.number().int().min(0).max(1_000_000).default(100),
    LMTP_PORT: z
      .union([z.string().startsWith('/'), port], 'is a port, or the absolute path of a UNIX socket')
      .optional(),
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
  .refine((given) => (given.SMTP_TLS_CERT === undefined) === (given.SMTP_TLS_KEY === undefined), {
    path: ['SMTP_TLS_CERT'],
    message: 'goes with SMTP_TLS_KEY; set both or neither',
  })

export type IntakeConfig = Readonly<{
  /** Certificate and key in PEM; undefined: the product makes its own. */
  tls: { certFile: string; keyFile: string } | undefined
  /** Proxies in front, which say whom they speak for. */
  proxyFrom: readonly Cidr[]
  /** Messages of one sender within ten minutes, beyond which they are bundled; 0: never. */
  floodAfter: number
  /** A port or the path of a UNIX socket; undefined: LMTP is not spoken. */
  lmtp: number | string | undefined
}>

export type Config = Readonly<{
  port: number
  host: string
  /** Proxies in front, whose `X-Forwarded-For` says where a request comes from. */
  httpProxyFrom: readonly Cidr[]
  smtpPort: number
  intake: IntakeConfig
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
    httpProxyFrom: found.HTTP_PROXY_FROM,
    smtpPort: found.SMTP_PORT,
    intake: {
      tls:
        found.SMTP_TLS_CERT === undefined || found.SMTP_TLS_KEY === undefined
          ? undefined
          : { certFile: path.resolve(found.SMTP_TLS_CERT), keyFile: path.resolve(found.SMTP_TLS_KEY) },
      proxyFrom: found.SMTP_PROXY_FROM,
      floodAfter: found.SMTP_FLOOD_AFTER,
      lmtp: found.LMTP_PORT,
    },
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
