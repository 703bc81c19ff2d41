import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What a mail server of these tests says no to, and how. */
type Manners = {
  sender?: [number, string]
  recipient?: [number, string]
  message?: [number, string]
  password?: string
}

/** A mail server whose manners a test changes while it runs. */
export type MailRelay = {
  host: string
  port: number
  manners: Manners
  mails: ParsedMail[]
  /** Of each mail that was taken, in the same order. */
  envelopes: { from: string; to: string[] }[]
  close(): Promise<void>
}

/** Starts one on a free port of the loopback interface; with `asks` it wants a user and a password. */
export async function startMailRelay(manners: Manners = {}, asks = false): Promise<MailRelay> {
  const mails: ParsedMail[] = []
  const relay: MailRelay = { host: '127.0.0.1', port: 0, manners, mails, envelopes: [], close }
  const answer = (no: [number, string] | undefined) =>
    no === undefined ? null : Object.assign(new Error(no[1]), { responseCode: no[0] })
  const server = new SMTPServer({
    authOptional: !asks,
    allowInsecureAuth: true,
    disabledCommands: asks ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    onAuth: ({ password, username }, _session, done) =>
      password === relay.manners.password
        ? done(null, { user: username })
        : done(Object.assign(new Error('Authentication failed'), { responseCode: 535 })),
    onMailFrom: (_address, _session, done) => done(answer(relay.manners.sender)),
    onRcptTo: (_address, _session, done) => done(answer(relay.manners.recipient)),
    onData(stream, { envelope }, done) {
      const take = async (): Promise<void> => {
        const mail = await simpleParser(stream)
        const no = answer(relay.manners.message)
        if (no === null) {
          mails.push(mail)
          relay.envelopes.push({
            from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
            to: envelope.rcptTo.map((one) => one.address),
          })
        }
        done(no)
      }
      void take()
    },
  })
  server.on('error', () => undefined)
  async function close() {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  await new Promise<void>((resolve) => server.listen(0, relay.host, () => resolve()))
  const address = server.server.address()
  relay.port = address !== null && typeof address === 'object' ? address.port : 0
  return relay
}
