import { createServer, type Socket } from 'node:net'

/**
 * What it answers to a line of a client; nothing for ever with `hang`. `greeting` is the beginning of a conversation,
 * `end` the dot after a message.
 */
type Answer = (what: string) => string | undefined

export type BareMailServer = {
  url: string
  /** Every byte of each conversation, as it came, each as one character (latin1). */
  heard: string[]
  /** The messages that were ended with a dot. */
  messages: string[]
  answer: Answer
  close(): Promise<void>
}

const usual: Answer = () => undefined

/** A mail server of tests that keeps every byte, and answers or hangs as it is told; on a free port of the loopback. */
export async function startBareMailServer(): Promise<BareMailServer> {
  const sockets = new Set<Socket>()
  const found: BareMailServer = { url: '', heard: [], messages: [], answer: usual, close }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.setEncoding('latin1')
    converse(found, socket)
  })
  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((closed) => server.close(() => closed()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  found.url = `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  return found
}

function converse(server: BareMailServer, socket: Socket): void {
  const at = server.heard.push('') - 1
  let buffer = ''
  let isMessage = false
  const say = (what: string, normally: string): void => {
    const line = server.answer(what) ?? normally
    if (line !== 'hang') socket.write(`${line}\r\n`)
  }
  say('greeting', '220 mail.example ESMTP')
  socket.on('data', (text: string) => {
    server.heard[at] += text
    buffer += text
    for (;;) {
      const mark = isMessage ? '\r\n.\r\n' : '\r\n'
      const end = buffer.indexOf(mark)
      if (end === -1) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + mark.length)
      if (isMessage) {
        isMessage = false
        server.messages.push(line)
        say('end', '250 Taken')
      } else if (/^data$/i.test(line)) {
        isMessage = true
        say(line, '354 Go on')
      } else say(line, /^quit$/i.test(line) ? '221 Bye' : '250 Yes')
    }
  })
}
