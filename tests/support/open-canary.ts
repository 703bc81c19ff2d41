import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** An address that nothing may ask for, and how often it was asked for all the same. */
export type Canary = { url: string; asked(): number }

/** Listens until the test ends. */
export async function openCanary(t: Pick<TestContext, 'after'>): Promise<Canary> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('seen')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/pixel.png`, asked: () => asked }
}
