import { connect } from 'node:net'
import { once } from 'node:events'
import type { Message } from './mail-messages.ts'

export type MailClient = { deliver(message: Message): Promise<void>; close(): void }

let count = 0

/** Relays begin a connection anew after some hundred messages, too: the listener takes so many of one. */
const messagesOfConnection = 500

/** One connection that stays open, as a relay keeps one. Each message gets the line a relay writes above it. */
export async function openMailClient(port: number): Promise<MailClient> {
  let connection = await openConnection(port)
  let delivered = 0
  return {
    async deliver(message) {
      if (delivered > 0 && delivered % messagesOfConnection === 0) {
        connection.close()
        connection = await openConnection(port)
      }
      delivered += 1
      await connection.deliver(message)
    },
    close: () => connection.close(),
  }
}

async function openConnection(port: number): Promise<MailClient> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  let text = ''
  let wake = () => {}
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    wake()
  })
  socket.on('error', () => wake())
  /** The code of the next answer. */
  async function answer(): Promise<string> {
    for (;;) {
      const found = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(text)
      if (found !== null) {
        text = text.slice(found[0].length)
        return found[1] ?? ''
      }
      if (socket.destroyed) throw new Error('The mail server hung up')
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  async function expect(code: string): Promise<void> {
    const got = await answer()
    if (got !== code) throw new Error(`The mail server said ${got} and not ${code}`)
  }
  await once(socket, 'connect')
  await expect('220')
  socket.write('EHLO relay.basic.example\r\n')
  await expect('250')
  return {
    async deliver({ from, raw }) {
      socket.write(`MAIL FROM:<${from}>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n`)
      await expect('250')
      await expect('250')
      await expect('354')
      const stuffed = raw.replaceAll(/^\./gm, '..')
      socket.write(`Received: by relay.basic.example id ${(count += 1)}\r\n${stuffed}\r\n.\r\n`, 'latin1')
      await expect('250')
    },
    close: () => socket.destroy(),
  }
}
