import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { buildMailWorld } from '../../../../tests/support/build-mail-world.ts'
import { adoptTriage } from './adopt-triage.ts'

const world = await buildMailWorld()
after(() => world.close())
await addProduct(world.context(), {
  code: 'mapviewer',
  name: 'Map Viewer',
  kind: 'marketplace',
  publisher: 'Northfold Cartography',
  supportAddress: 'help@northfold.example',
  termsUrl: 'https://northfold.example/terms',
})

let count = 0
/** Delivers a plain message over SMTP and answers with what became of it. */
async function send(from: string, subject: string, body: string, more: string[] = []) {
  const id = `<market${(count += 1)}@test.example>`
  const head = [
    `From: ${from}`,
    'To: support@vendor.example',
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    ...more,
  ]
  const raw = `${head.join('\r\n')}\r\n\r\n${body}\r\n`
  assert.match(await world.deliver(raw, { from: from.replace(/^.*</, '').replace('>', '') }), /^250 /)
  await world.runJobs()
  const [row] = await world.query<{
    id: string
    state: string
    reason_code: string | null
    reason: string
    body: string
  }>('select * from inbound_mail where message_id = $1', [id])
  assert.ok(row)
  return row
}

const answersTo = (address: string) =>
  world.query<{ subject: string; body: string; to_address: string }>(
    `select * from outgoing_mail where kind = 'triage_answer' and to_address = $1`,
    [address],
  )

test('a mail that names only a marketplace product is answered with its publisher, and kept', async () => {
  const words = 'The tiles stay grey since this morning.'
  const kept = await send('Ann <ann@alder.example>', 'Map Viewer shows no tiles', words)
  assert.deepEqual([kept.state, kept.reason_code], ['triage', 'marketplace_product'])
  assert.match(kept.reason, /Northfold Cartography supports it/)
  assert.match(kept.body, /tiles stay grey/)
  const [answer, ...others] = await answersTo('ann@alder.example')
  assert.equal(others.length, 0)
  assert.equal(answer?.subject, 'Your message about Map Viewer')
  for (const part of ['Northfold Cartography', 'help@northfold.example', 'https://northfold.example/terms'])
    assert.ok(answer.body.includes(part), part)
  assert.doesNotMatch(answer.body, /tiles/)
})

test('its sender is told once a day, whatever else they write', async () => {
  await send('Ann <ann@alder.example>', 'Map Viewer again', 'Still grey.')
  await send('Ann <ann@alder.example>', 'mapviewer', 'And again.')
  assert.equal((await answersTo('ann@alder.example')).length, 1)
})

test('somebody without a seat is referred as well: nobody needs one for another’s product', async () => {
  const kept = await send('Carl <carl@alder.example>', 'Map Viewer shows no tiles', 'Since this morning.')
  assert.equal(kept.reason_code, 'marketplace_product')
  assert.match((await answersTo('carl@alder.example'))[0]?.body ?? '', /Northfold/)
})

test('automatic mail and mail of nobody in particular is kept and never answered', async () => {
  const robot = await send('Bea <bea@birch.example>', 'Map Viewer: alert', 'Down.', [
    'Auto-Submitted: auto-generated',
  ])
  assert.deepEqual([robot.state, robot.reason_code], ['triage', 'automatic'])
  const forged = await send('Bea <bea@nowhere.example>', 'Map Viewer shows no tiles', 'Grey.')
  assert.equal(forged.state, 'triage')
  assert.notEqual(forged.reason_code, 'marketplace_product')
  assert.deepEqual(await answersTo('bea@birch.example'), [])
  assert.deepEqual(await answersTo('bea@nowhere.example'), [])
})

test('a mail that also names a product of ours becomes a case', async () => {
  const taken = await send(
    'Bob <bob@alder.example>',
    'Map Viewer shows no tiles',
    'It hangs in a Studio form.',
  )
  assert.equal(taken.state, 'case')
  assert.deepEqual(await answersTo('bob@alder.example'), [])
})

test('staff adopt what was kept as they do any other message, and the case names no product yet', async () => {
  const kept = await send('Bob <bob@alder.example>', 'Map Viewer prints nothing', 'Only from your portal.')
  const contactId = world.alder.contacts.get('bob@alder.example') ?? ''
  const { reference } = await adoptTriage(world.as(world.agent), { id: kept.id, contactId })
  const [found] = await world.query<{ product_code: string | null }>(
    'select product_code from cases where reference = $1',
    [reference],
  )
  assert.equal(found?.product_code, null)
})
