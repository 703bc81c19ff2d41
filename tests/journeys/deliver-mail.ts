import { createTransport } from 'nodemailer'

type Letter = {
  from: string
  to?: string
  subject: string
  text: string
  messageId?: string
  html?: string
  attachments?: { filename: string; content: string; contentType: string }[]
  /** Who the sending server says it is, where that is not the one in the letter. */
  envelopeFrom?: string
}

/** Hands a mail to the product as another mail server does. Rejects when it is not taken. */
export async function deliverMail(port: number, letter: Letter): Promise<void> {
  const { from, to = 'support@vendor.example', envelopeFrom = from, ...rest } = letter
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    await transport.sendMail({ ...rest, from, to, envelope: { from: envelopeFrom, to } })
  } finally {
    transport.close()
  }
}
