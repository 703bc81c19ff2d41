import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildMailWorld, type MailWorld } from '../../../../tests/support/build-mail-world.ts'
import { placeInboundMail } from './place-inbound-mail.ts'

let world: MailWorld
before(async () => {
  world = await buildMailWorld()
})
after(() => world.close())

test('A mail that opens no case waits in triage, and sales read that its sender was refused, once', async () => {
  const raw = 'From: carl@alder.example\r\nTo: support@vendor.example\r\nSubject: Help\r\n\r\nIt stopped.\r\n'
  await world.deliver(raw, { from: 'carl@alder.example' })
  const [{ id } = { id: '' }] = await world.query<{ id: string }>('select id from inbound_mail')
  for (let times = 0; times < 2; times++)
    await placeInboundMail(world.context(), { mailId: id }, world.resolver)
  assert.deepEqual(await world.query('select state, reason_code from inbound_mail'), [
    { state: 'triage', reason_code: 'refused' },
  ])
  assert.deepEqual(
    await world.query(
      `select r.occasion, r.channel, r.times, r.codes, c.name from refusals r
       join contacts c on c.id = r.contact_id where r.mail_id = $1`,
      [id],
    ),
    [
      {
        occasion: 'mail',
        channel: 'email',
        times: 1,
        codes: ['contact_not_authorised', 'unclassified'],
        name: 'carl',
      },
    ],
  )
})
