import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Outside } from '#platform/outbound/open-socket.ts'

export type Received = { headers: IncomingHttpHeaders; raw: string; id: string; type: string }

/** A real receiver on this machine, and the one place where its messages may go. */
export type Receiver = {
  url: string
  place: string
  received: Received[]
  outside: Outside
  /** What it answers from now on. */
  answer: (response: ServerResponse, message: Received) => void
  close(): void
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const raw = await text(request)
    const type = String(Object(JSON.parse(raw)).type)
    const message = { headers: request.headers, raw, id: String(request.headers['webhook-id']), type }
    receiver.received.push(message)
    receiver.answer(response, message)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const place = `127.0.0.1:${port}`
  const receiver: Receiver = {
    url: `http://${place}/hook`,
    place,
    received: [],
    outside: { allowed: new Set([place]), resolve: async () => [] },
    answer: (response) => response.writeHead(204).end(),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return receiver
}
