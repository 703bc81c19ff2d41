import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createProductHome, type ProductHome, type ProductProcess } from '../tests/support/product-process.ts'
import { compare, type Compared } from './compare.ts'
import { type Floor, openClients, openFloor, openWatcher } from './mail-bench.ts'
import { makeMessages, makeMix, makePoison, makeSigners, type Message } from './mail-messages.ts'
import { type Beside, measureBeside } from './measure-beside.ts'
import { measurePlacing, type Placing } from './measure-placing.ts'

const messages = Number(process.env.BENCH_MAILS ?? 400)
const blockMs = Number(process.env.BENCH_BLOCK_MS ?? 3_000)
const blocks = Number(process.env.BENCH_BLOCKS ?? 5)

export type MailFigures = {
  accepted: Compared
  mix: Placing
  withPoison: Placing
  cases: Placing
  beside: Beside
}

/** Mail from end to end over real SMTP, beside a bare server that keeps the same bytes. */
export async function measureMail(say: (line: string) => void): Promise<MailFigures> {
  const { zone, privateKey } = makeSigners()
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-mail-bench-'))
  await writeFile(path.join(folder, 'zone.json'), JSON.stringify(zone))
  const home = await createProductHome({ FOURLINE_DNS_ZONE: path.join(folder, 'zone.json') })
  const make = (run: string, count: number) => makeMessages({ count, privateKey, run })
  const mixed = (run: string) => makeMix({ count: messages, privateKey, run }, { run: 'begun', count: begun })
  try {
    let product = await home.start({ env: { SMTP_FLOOD_AFTER: '0' } })
    const floor = await openFloor(home, folder)
    const placing = (of: readonly Message[]) => measurePlacing(home, product, floor, of)
    say('  placing a mix')
    await placing(await make('begun', begun))
    const mix = await placing(await mixed('mix'))
    say('  placing it beside a message that cannot be read')
    const poisoned = await mixed('poisoned')
    poisoned.splice(10, 0, makePoison('poisoned'))
    const withPoison = await placing(poisoned)
    say('  placing new cases')
    const cases = await placing(await make('cases', messages / 2))
    await floor.close()
    await product.stop()

    product = await home.start({ env: { SMTP_FLOOD_AFTER: '60' } })
    say('  another account during a flood')
    const beside = await measureBeside(home, await make('beside', 180), await make('flood', 100))
    await product.stop()

    // What is bundled is kept like the rest and not placed, so that this is intake alone.
    product = await home.start({ env: { SMTP_FLOOD_AFTER: '1' } })
    say('  taking in')
    const bare = await openFloor(home, folder)
    const accepted = await measureIntake(home, product, bare, await make('accepted', 200))
    await bare.close()
    await product.stop()
    return { accepted, mix, withPoison, cases, beside }
  } finally {
    await home.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

/** New cases that the replies of a mix go to. */
const begun = 45

async function measureIntake(
  home: ProductHome,
  product: ProductProcess,
  floor: Floor,
  pool: readonly Message[],
): Promise<Compared> {
  const watcher = await openWatcher(home)
  // What was done before is not measured.
  await watcher.query('delete from graphile_worker._private_jobs where locked_at is null')
  await watcher.end()
  const ours = await openClients(home.smtpPort)
  let at = 0
  const operations = (clients: Floor['clients']) =>
    clients.map((client) => () => client.deliver(pool[(at += 1) % pool.length] as Message))
  const processes = () => ({ product: product.child.pid, postmaster: home.postmaster() })
  const result = await compare({ blocks, blockMs, processes }, operations(ours), operations(floor.clients))
  for (const client of ours) client.close()
  return result
}
