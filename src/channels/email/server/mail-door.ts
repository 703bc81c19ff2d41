import type { Socket } from 'node:net'
import type { SMTPServer } from 'smtp-server'
import { type Cidr, isThisMachine, isWithin, networkOf, plainAddress } from './mail-network.ts'
import { type ProxyHeader, readProxyHeader } from './proxy-header.ts'

type DoorOptions = {
  connectionsOfNetwork: number
  proxyHeaderMs: number
  /** Who says by the PROXY protocol whom they speak for, and has to. */
  proxyFrom: readonly Cidr[]
  /** Before each connection. */
  beforeEntry: () => void
}

type Whom = { address: string; port: number }

/**
 * Lets connections in to a mail server: each under the address it really comes from, so many of one network at a
 * time. A header of the PROXY protocol counts from a proxy that is known; from anybody else it is rubbish.
 */
export function guardDoor(server: SMTPServer, options: DoorOptions): { close(): void } {
  const inside = new Map<string, number>()
  const atTheDoor = new Set<Socket>()

  async function enter(socket: Socket): Promise<void> {
    const { remoteAddress = '', remotePort = 0 } = socket
    const address = plainAddress(remoteAddress)
    const whom = isWithin(address, options.proxyFrom)
      ? await spokenFor(socket, { address, port: remotePort })
      : { address, port: remotePort }
    if (whom === undefined) return void socket.destroy()
    admit(socket, whom)
  }

  async function spokenFor(socket: Socket, proxy: Whom): Promise<Whom | undefined> {
    atTheDoor.add(socket)
    const timer = setTimeout(() => socket.destroy(), options.proxyHeaderMs)
    const header = await readHeader(socket)
    clearTimeout(timer)
    atTheDoor.delete(socket)
    return header.is === 'read' ? (header.source ?? proxy) : undefined
  }

  function admit(socket: Socket, { address, port }: Whom): void {
    const network = networkOf(address)
    const already = inside.get(network) ?? 0
    if (!isThisMachine(address) && network !== '' && already >= options.connectionsOfNetwork) {
      socket.on('error', () => undefined)
      socket.end('421 Too many connections from your network, please try again later\r\n')
      setTimeout(() => socket.destroy(), 1_000).unref()
      return
    }
    inside.set(network, already + 1)
    socket.once('close', () => {
      const left = (inside.get(network) ?? 1) - 1
      if (left > 0) inside.set(network, left)
      else inside.delete(network)
    })
    server.connect(socket, { remoteAddress: address, remotePort: port })
  }

  // What the server would do by itself with a connection: it knows one version of the header, and no blocks.
  server.server.removeAllListeners('connection')
  server.server.on('connection', (socket: Socket) => {
    options.beforeEntry()
    // It may break before the server listens.
    socket.on('error', () => undefined)
    void enter(socket)
  })
  return {
    close() {
      for (const socket of atTheDoor) socket.destroy()
    },
  }
}

/** Takes the header off the connection, and nothing behind it. */
function readHeader(socket: Socket): Promise<ProxyHeader> {
  return new Promise((resolve) => {
    let taken: Buffer = Buffer.alloc(0)
    const done = (header: ProxyHeader) => {
      socket.off('readable', read)
      socket.off('close', end)
      socket.off('end', end)
      resolve(header)
    }
    const end = () => done({ is: 'broken' })
    const read = () => {
      for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
        taken = Buffer.concat([taken, chunk])
        const header = readProxyHeader(taken)
        if (header.is === 'unfinished') continue
        if (header.is === 'read' && taken.length > header.length)
          socket.unshift(taken.subarray(header.length))
        return done(header)
      }
      return undefined
    }
    socket.on('readable', read)
    socket.on('close', end)
    socket.on('end', end)
  })
}
