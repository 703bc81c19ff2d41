import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { createContext, type Shared, timeOf } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { Cidr } from './mail-network.ts'
import { acceptMail } from './accept-mail.ts'
import { type IntakeLimits, intakeLimits, mailLimits } from './mail-limits.ts'
import { createIntakeRates } from './intake-rates.ts'
import { refusalOf, smtpError } from './intake-refusals.ts'
import type { MailCertificate } from './mail-certificate.ts'
import { guardDoor } from './mail-door.ts'
import { intake } from './mail-intake.ts'
import { createRecipientCheck } from './recipient-check.ts'
import { createSessionMeter } from './session-meter.ts'

export type SmtpOptions = {
  shared: Shared
  host: string
  /** 0 for any free one; a path for a UNIX socket. */
  port: number | string
  /** The name this server answers by. */
  hostName: string
  /** `lmtp`: for a mail server in front, which is answered once for each recipient. */
  way?: 'smtp' | 'lmtp'
  certificate?: MailCertificate
  proxyFrom?: readonly Cidr[]
  /** Messages of one sender within ten minutes, beyond which they are bundled; 0 or left out, never. */
  floodAfter?: number
  limits?: Partial<IntakeLimits>
}

/** `port` is 0 for a UNIX socket. */
export type SmtpListener = { port: number; close(): Promise<void> }

const certificateEveryMs = 5_000

/**
 * Listens for mail to the support address and its reply addresses. It says 250 only once the message is on
 * disk and committed; it relays nothing and knows no passwords.
 */
export async function startSmtpListener(options: SmtpOptions): Promise<SmtpListener> {
  const limits = { ...intakeLimits, ...options.limits }
  const meter = createSessionMeter(limits)
  const server = new SMTPServer({
    ...speechOf(options, limits),
    ...handlersOf(options, limits, meter),
    logger: { ...silent, debug: meter.debug },
  })
  meter.watch(server)
  server.on('error', (error) => options.shared.log.warn('A mail connection failed', { error }))
  const door = guardDoor(server, {
    ...limits,
    proxyFrom: options.proxyFrom ?? [],
    beforeEntry: renewal(server, options.certificate),
  })
  return listen(server, options, () => door.close())
}

const nothing = () => undefined
const silent = {
  level: nothing,
  trace: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
}

/** How it speaks, apart from what it decides. */
function speechOf({ hostName, way, certificate }: SmtpOptions, limits: IntakeLimits): SMTPServerOptions {
  const plain = certificate === undefined ? ['STARTTLS'] : []
  return {
    name: hostName,
    banner: 'Fourline',
    size: mailLimits.messageBytes,
    lmtp: way === 'lmtp',
    disabledCommands: ['AUTH', 'VRFY', 'HELP', 'WIZ', 'SHELL', 'KILL', ...plain],
    hideSTARTTLS: certificate === undefined,
    minVersion: 'TLSv1.2',
    ...certificate?.current,
    authOptional: true,
    disableReverseLookup: true,
    maxClients: limits.connections,
    maxCommandLength: 2_048,
    maxRecipients: mailLimits.recipients,
    socketTimeout: limits.idleMs,
    closeTimeout: 5_000,
  }
}

type Meter = ReturnType<typeof createSessionMeter>

function handlersOf(options: SmtpOptions, limits: IntakeLimits, meter: Meter): SMTPServerOptions {
  const { shared, way = 'smtp', floodAfter } = options
  const context = () => createContext(shared, { actor: intake, now: timeOf(shared) })
  const rates = createIntakeRates(shared, limits.rates)
  const checkRecipient = createRecipientCheck(shared.db)

  async function greetSender(from: string, session: SMTPServerSession): Promise<void> {
    if (meter.messagesOf(session.id) >= limits.messagesOfConnection)
      throw smtpError(421, 'That was enough for one connection, please open another one')
    const answer = await rates.admit(session.remoteAddress, from)
    if (answer === 'network')
      throw smtpError(421, 'Too many messages from your network, please try again later')
    if (answer === 'sender')
      throw smtpError(450, 'Too many messages from this sender, please try again later')
  }

  async function takeIn(content: AsyncIterable<Uint8Array>, session: SMTPServerSession): Promise<string> {
    const { mailFrom, rcptTo } = session.envelope
    const { id } = await acceptMail(context(), {
      way,
      remoteAddress: session.remoteAddress || null,
      helo: session.hostNameAppearsAs || null,
      envelopeFrom: mailFrom === false ? '' : mailFrom.address,
      envelopeTo: rcptTo.map((one) => one.address),
      content,
      floodAfter,
    })
    return id
  }

  const refused = (error: unknown) => {
    if (!(error instanceof FourlineError) && !(error instanceof Error && 'responseCode' in error))
      shared.log.error('A message could not be taken in', { error })
    return refusalOf(error)
  }
  return {
    onConnect(session, answer) {
      meter.begun(session.id)
      answer()
    },
    onClose: (session) => meter.ended(session.id),
    onMailFrom(from, session, answer) {
      greetSender(from.address, session).then(
        () => answer(),
        (error: unknown) => answer(refused(error)),
      )
    },
    onRcptTo(to, _session, answer) {
      checkRecipient(to.address).then(
        () => answer(),
        (error: unknown) => answer(refused(error)),
      )
    },
    onData(stream, session, answer) {
      takeIn(stream, session)
        .then(
          (id) => answer(null, `Kept as ${id}`),
          (error: unknown) => answer(refused(error)),
        )
        .finally(() => meter.hadMessage(session.id))
    },
  }
}

/** Looks now and then whether the certificate has been replaced; connections that are open keep theirs. */
function renewal(server: SMTPServer, certificate: MailCertificate | undefined): () => void {
  let lookedAt = performance.now()
  return () => {
    if (certificate === undefined || performance.now() - lookedAt < certificateEveryMs) return
    lookedAt = performance.now()
    const renewed = certificate.renewed()
    if (renewed !== undefined) server.updateSecureContext({ ...renewed, minVersion: 'TLSv1.2' })
  }
}

function listen(
  server: SMTPServer,
  { host, port }: SmtpOptions,
  beforeEnd: () => void,
): Promise<SmtpListener> {
  return new Promise((resolve, reject) => {
    const place = typeof port === 'number' ? { port, host } : { path: freed(port) }
    server.server.once('error', reject)
    server.listen(place, () => {
      server.server.off('error', reject)
      const bound: AddressInfo | string | null = server.server.address()
      resolve({
        port: bound === null || typeof bound === 'string' ? 0 : bound.port,
        close: () =>
          new Promise((closed) => {
            beforeEnd()
            server.close(() => closed())
          }),
      })
    })
  })
}

/** The socket that a killed process has left behind is in the way of the next. */
function freed(socket: string): string {
  rmSync(socket, { force: true })
  return path.resolve(socket)
}
