import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { type Actor, createContext, type Shared } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { parseOwnAddress } from '../domain/reply-address.ts'
import { acceptMail } from './accept-mail.ts'
import { mailLimits } from './mail-limits.ts'

export type SmtpOptions = {
  shared: Shared
  host: string
  /** 0 for any free one. */
  port: number
  /** The name this server answers by. */
  hostName: string
  tls?: { key: string; cert: string }
}

export type SmtpListener = { port: number; close(): Promise<void> }

const intake: Actor = { kind: 'system', name: 'Mail intake' }

/**
 * Listens for mail to the support address and its reply addresses. It says 250 only once the message is on
 * disk and committed; it relays nothing and knows no passwords.
 */
export async function startSmtpListener(options: SmtpOptions): Promise<SmtpListener> {
  const { shared, tls } = options
  const context = () => createContext(shared, { actor: intake, now: new Date() })
  const server = new SMTPServer({
    name: options.hostName,
    banner: 'Fourline',
    size: mailLimits.messageBytes,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    hideSTARTTLS: tls === undefined,
    ...tls,
    authOptional: true,
    disableReverseLookup: true,
    maxClients: 200,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo: (address, session, answer) => {
      checkRecipient(context().db, address.address, session).then(
        () => answer(),
        (error: unknown) => answer(refusal(error)),
      )
    },
    onData: (stream, session, answer) => {
      takeIn(context, stream, session).then(
        (id) => answer(null, `Kept as ${id}`),
        (error: unknown) => {
          if (!(error instanceof FourlineError))
            shared.log.error('A message could not be taken in', { error })
          answer(refusal(error))
        },
      )
    },
  })
  server.on('error', (error) => shared.log.warn('A mail connection failed', { error }))
  return listen(server, options)
}

async function checkRecipient(db: Shared['db'], address: string, session: SMTPServerSession): Promise<void> {
  if (session.envelope.rcptTo.length >= mailLimits.recipients) throw smtpError(452, 'Too many recipients')
  const vendor = await readVendor(db)
  if (parseOwnAddress(address, vendor.supportAddress) === undefined) {
    throw smtpError(550, 'There is no such address here')
  }
}

async function takeIn(
  context: () => ReturnType<typeof createContext>,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const { mailFrom, rcptTo } = session.envelope
  const { id } = await acceptMail(context(), {
    way: 'smtp',
    remoteAddress: session.remoteAddress,
    helo: session.hostNameAppearsAs || null,
    envelopeFrom: mailFrom === false ? '' : mailFrom.address,
    envelopeTo: rcptTo.map((one) => one.address),
    content: stream,
  })
  return id
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** What is not the sender's fault may be tried again: 451. */
function refusal(error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error
  if (error instanceof FourlineError && error.kind === 'too_large') return smtpError(552, error.message)
  return smtpError(451, 'Please try again later')
}

function listen(server: SMTPServer, { host, port }: SmtpOptions): Promise<SmtpListener> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      const bound: AddressInfo | string | null = server.server.address()
      resolve({
        port: bound === null || typeof bound === 'string' ? port : bound.port,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}
