// node bench/floor-server.ts URL: the floor's five statements behind HTTP, and nothing else. Prints its port.
import fastify from 'fastify'
import { openFloorClient } from './floor.ts'

const connections = 8
const [url] = process.argv.slice(2)
if (url === undefined) throw new Error('Name the database')
const idle = await Promise.all(Array.from({ length: connections }, () => openFloorClient(url)))
const waiting: ((client: (typeof idle)[number]) => void)[] = []

const server = fastify()
server.post('/api/v1/cases', async () => {
  const client = idle.pop() ?? (await new Promise<(typeof idle)[number]>((resolve) => waiting.push(resolve)))
  try {
    await client.create()
    return { status: 'new' }
  } finally {
    const next = waiting.shift()
    if (next === undefined) idle.push(client)
    else next(client)
  }
})
const address = new URL(await server.listen({ port: 0, host: '127.0.0.1' }))
process.stdout.write(`${address.port}\n`)
// Whoever started it ends it by closing its standard input.
process.stdin.on('end', () => process.exit(0)).resume()
