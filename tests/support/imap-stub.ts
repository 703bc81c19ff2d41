import { createServer, type Server, type Socket } from 'node:net'

export type StubMessage = { uid: number; raw: string; flags: Set<string>; arrivedAt: Date }

/** What a stub is asked and may not answer: by the command as it came. */
export type Fault = (command: string) => 'cut' | 'cut after' | 'refuse' | undefined

/** An IMAP server with one mailbox that breaks when it is told to. It knows just what the product asks of one. */
export type ImapStub = {
  host: string
  port: number
  messages: StubMessage[]
  moved: Map<string, StubMessage[]>
  uidValidity: number
  hasIdle: boolean
  fault: Fault
  /** Every command that came, without its tag. */
  commands: string[]
  /** Whether a token or a password opens it. */
  opens(given: { user: string; password?: string; token?: string }): boolean
  /** What a wrong sign-in is answered with. */
  refusal: string
  add(raw: string, more?: { arrivedAt?: Date; seen?: boolean }): StubMessage
  /** The number of the newest message; 0 before the first. */
  lastUid(): number
  connections(): number
  /** Ends every connection at once. */
  cut(): void
  close(): Promise<void>
}

const rest = ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS', 'MOVE', 'NAMESPACE']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export async function startImapStub(): Promise<ImapStub> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    speak(stub, socket, listeners)
  })
  const listeners = new Set<() => void>()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  let nextUid = 1
  const stub: ImapStub = {
    host: '127.0.0.1',
    port: address !== null && typeof address === 'object' ? address.port : 0,
    messages: [],
    moved: new Map([['Done', []]]),
    uidValidity: 7,
    hasIdle: true,
    fault: () => undefined,
    commands: [],
    opens: ({ password }) => password === 'right',
    refusal: '[AUTHENTICATIONFAILED] Authentication failed.',
    add(raw, { arrivedAt = new Date(), seen = false } = {}) {
      const message = { uid: nextUid++, raw, flags: new Set(seen ? ['\\Seen'] : []), arrivedAt }
      stub.messages.push(message)
      for (const tell of listeners) tell()
      return message
    },
    lastUid: () => nextUid - 1,
    connections: () => sockets.size,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      stub.cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return stub
}

function speak(stub: ImapStub, socket: Socket, listeners: Set<() => void>): void {
  let text = ''
  let idleTag: string | undefined
  let told = stub.lastUid()
  const say = (line: string) => socket.write(`${line}\r\n`, 'latin1')
  // What came before a session idles is told as it begins to.
  const tell = () => {
    if (idleTag === undefined || told === stub.lastUid()) return
    told = stub.lastUid()
    say(`* ${stub.messages.length} EXISTS`)
  }
  listeners.add(tell)
  socket.on('close', () => listeners.delete(tell))
  say('* OK ready')
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n')) {
      const line = text.slice(0, at)
      text = text.slice(at + 2)
      if (idleTag !== undefined && line === 'DONE') {
        say(`${idleTag} OK done`)
        idleTag = undefined
        continue
      }
      const [tag = '', ...words] = line.split(' ')
      const command = words.join(' ')
      if (command === '') {
        say(`${tag === '' ? '*' : tag} NO ${stub.refusal}`)
        continue
      }
      stub.commands.push(command)
      const fault = stub.fault(command)
      if (fault === 'cut') return void socket.destroy()
      if (fault === 'refuse') say(`${tag} NO refused`)
      else if (command === 'IDLE') {
        idleTag = tag
        say('+ idling')
        tell()
      } else {
        if (/^(SELECT|EXAMINE) /.test(command)) told = stub.lastUid()
        answer(stub, tag, command, say)
      }
      if (fault === 'cut after') return void socket.end()
    }
  })
}

function answer(stub: ImapStub, tag: string, command: string, say: (line: string) => void): void {
  const ok = (text = 'done') => say(`${tag} OK ${text}`)
  const word = command.replace(/^UID /, '').split(' ')[0]?.toUpperCase()
  switch (word) {
    case 'CAPABILITY':
      say(`* CAPABILITY ${[...rest, ...(stub.hasIdle ? ['IDLE'] : [])].join(' ')}`)
      return ok()
    case 'AUTHENTICATE':
    case 'LOGIN':
      return stub.opens(givenIn(command)) ? ok() : say(`${tag} NO ${stub.refusal}`)
    case 'NAMESPACE':
      say('* NAMESPACE (("" "/")) NIL NIL')
      return ok()
    case 'LIST':
      for (const name of ['INBOX', ...stub.moved.keys()]) say(`* LIST () "/" "${name}"`)
      return ok()
    case 'SELECT':
    case 'EXAMINE':
      return select(stub, tag, command, say)
    case 'SEARCH':
      say(`* SEARCH ${searched(stub, command).join(' ')}`)
      return ok()
    case 'FETCH':
      for (const message of inRange(stub, command)) say(fetched(stub, message, command))
      return ok()
    case 'STORE':
      for (const message of inRange(stub, command))
        message.flags.add(/\\Deleted/.test(command) ? '\\Deleted' : '\\Seen')
      return ok()
    case 'EXPUNGE':
      stub.messages = stub.messages.filter(({ flags }) => !flags.has('\\Deleted'))
      return ok()
    case 'MOVE':
      return move(stub, tag, command, say)
    default:
      return ok()
  }
}

function givenIn(command: string): { user: string; password?: string; token?: string } {
  const [, how = '', payload = ''] = command.split(' ')
  if (how === 'XOAUTH2') {
    const plain = Buffer.from(payload, 'base64').toString('latin1')
    const [, user = '', token = ''] =
      /^user=(.*)\nauth=Bearer (.*)/.exec(plain.replaceAll('\u0001', '\n')) ?? []
    return { user, token }
  }
  const [, user = '', password = ''] = /^LOGIN "?([^" ]*)"? "?([^" ]*)"?/.exec(command) ?? []
  return { user, password }
}

function select(stub: ImapStub, tag: string, command: string, say: (line: string) => void): void {
  if (!/INBOX/i.test(command)) return say(`${tag} NO [NONEXISTENT] There is no such folder`)
  say(`* FLAGS (\\Seen \\Deleted)`)
  say(`* ${stub.messages.length} EXISTS`)
  say(`* OK [UIDVALIDITY ${stub.uidValidity}] valid`)
  say(`* OK [UIDNEXT ${1 + Math.max(0, ...stub.messages.map(({ uid }) => uid))}] next`)
  say(`${tag} OK [READ-WRITE] open`)
}

function searched(stub: ImapStub, command: string): number[] {
  const range = /UID (\d+):(\d+|\*)/.exec(command.replace(/^UID SEARCH/, ''))
  const [from, to] = [Number(range?.[1] ?? 1), range?.[2] === '*' ? Infinity : Number(range?.[2] ?? Infinity)]
  const since = /SINCE (\d+)-(\w{3})-(\d+)/.exec(command)
  const day =
    since === null ? 0 : Date.UTC(Number(since[3]), months.indexOf(since[2] ?? ''), Number(since[1]))
  return stub.messages
    .filter(({ uid }) => uid >= from && uid <= to)
    .filter(({ arrivedAt }) => arrivedAt.getTime() >= day)
    .filter(({ flags }) => !command.includes('UNSEEN') || !flags.has('\\Seen'))
    .map(({ uid }) => uid)
}

function inRange(stub: ImapStub, command: string): StubMessage[] {
  const set = command.split(' ')[2] ?? ''
  const wanted = set.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(':').map((one) => (one === '*' ? Infinity : Number(one)))
    return stub.messages.filter(({ uid }) => uid >= from && uid <= to)
  })
  return wanted
}

function fetched(stub: ImapStub, message: StubMessage, command: string): string {
  const { uid, raw, flags, arrivedAt } = message
  const parts = [`UID ${uid}`, `FLAGS (${[...flags].join(' ')})`, `RFC822.SIZE ${raw.length}`]
  const day = `${String(arrivedAt.getUTCDate()).padStart(2)}-${months[arrivedAt.getUTCMonth()]}-${arrivedAt.getUTCFullYear()}`
  parts.push(`INTERNALDATE "${day} ${arrivedAt.toISOString().slice(11, 19)} +0000"`)
  if (/BODY\.PEEK\[HEADER\]/i.test(command)) {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n') + 4)
    parts.push(`BODY[HEADER] {${head.length}}\r\n${head}`)
  } else if (/BODY\.PEEK\[\]/i.test(command)) parts.push(`BODY[]<0> {${raw.length}}\r\n${raw}`)
  return `* ${stub.messages.indexOf(message) + 1} FETCH (${parts.join(' ')})`
}

function move(stub: ImapStub, tag: string, command: string, say: (line: string) => void): void {
  const name = /"?([^" ]+)"?$/.exec(command)?.[1] ?? ''
  const place = stub.moved.get(name)
  if (place === undefined) return say(`${tag} NO [TRYCREATE] There is no such folder`)
  const gone = inRange(stub, command)
  place.push(...gone)
  stub.messages = stub.messages.filter((one) => !gone.includes(one))
  say(`${tag} OK moved`)
}
