import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildMailWorld, type MailWorld } from '../../../../tests/support/build-mail-world.ts'
import { placeInboundMail } from './place-inbound-mail.ts'

let world: MailWorld
before(async () => {
  world = await buildMailWorld()
})
after(() => world.close())

const raw = (subject: string) =>
  `From: ann@alder.example\r\nTo: support@vendor.example\r\nSubject: ${subject}\r\n\r\nIt stopped.\r\n`

async function placeAfter(subject: string, attempts: number) {
  await world.deliver(raw(subject), { from: 'ann@alder.example' })
  const [{ id } = { id: '' }] = await world.query<{ id: string }>(
    `update inbound_mail set attempts = $1 where state = 'stored' returning id`,
    [attempts],
  )
  await placeInboundMail(world.context(), { mailId: id }, world.resolver)
  const [placed] = await world.query<{ state: string; reason_code: string | null }>(
    'select state, reason_code from inbound_mail where id = $1',
    [id],
  )
  return placed
}

test('A message that ended the process again and again goes to people, unread and whole', async () => {
  assert.deepEqual(await placeAfter('Deadly', 8), { state: 'triage', reason_code: 'not_placed' })
})

test('One that failed a few times is still placed', async () => {
  assert.deepEqual(await placeAfter('Unlucky', 7), { state: 'case', reason_code: null })
})
