import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { until } from '../support/product-process.ts'

/** A mail server of the outside world that takes whatever is sent to it. */
export type Inbox = {
  url: string
  /** The first mail that fits, once it is there. */
  mail(fits: (mail: ParsedMail) => boolean): Promise<ParsedMail>
  close(): Promise<void>
}

export async function openInbox(): Promise<Inbox> {
  const mails: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      void simpleParser(stream)
        .then((mail) => mails.push(mail))
        .finally(() => done())
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    async mail(fits) {
      await until('a mail that fits arrives', async () => mails.some(fits), 15_000)
      const found = mails.find(fits)
      if (found === undefined) throw new Error('The mail has gone')
      return found
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
