import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

/** What says that a machine wrote a mail, and which one it answers. */
const marks =
  /^(auto-submitted|x-auto-response-suppress|in-reply-to|references|message-id|reply-to|x-fourline-mail|precedence):/i

/**
 * A relay that takes every mark from what passes and hands it on, for the control of tests about loops: what is left
 * looks as if a person had written it.
 */
export async function startStrippingRelay(toPort: () => number) {
  let passed = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      const pass = async (): Promise<void> => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(Buffer.from(chunk))
        const transport = createTransport({ host: '127.0.0.1', port: toPort(), ignoreTLS: true })
        const from = envelope.mailFrom === false ? '' : plain(envelope.mailFrom.address)
        const to = envelope.rcptTo.map(({ address }) => plain(address))
        passed++
        await transport.sendMail({
          raw: withoutMarks(Buffer.concat(chunks).toString()),
          envelope: { from, to },
        })
        transport.close()
      }
      const take = async (): Promise<void> => {
        const isTaken = await pass().then(
          () => true,
          () => false,
        )
        done(isTaken ? null : Object.assign(new Error('Not taken'), { responseCode: 550 }))
      }
      void take()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    passed: () => passed,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

/** The support address without what stands after its `+`. */
function plain(address: string): string {
  return address.replace(/\+[^@]*@/, '@')
}

function withoutMarks(raw: string): string {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  return `${fields.filter((field) => !marks.test(field)).join('\r\n')}${raw.slice(end)}`
}
