import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildMailWorld, type MailWorld } from '../../../../tests/support/build-mail-world.ts'
import { adoptTriage } from './adopt-triage.ts'
import { listCaseMail, listOwnMail } from './list-case-mail.ts'

let world: MailWorld
before(async () => (world = await buildMailWorld()))
after(() => world.close())

const letter = (from: string, fields: string[], text: string) =>
  [`From: ${from}`, 'To: support@vendor.example', ...fields, '', text].join('\r\n')

async function take(raw: string, from: string): Promise<void> {
  await world.deliver(raw, { from })
  await world.runJobs()
}

const agent = () => world.as(world.agent)
const person = (email: string) =>
  world.as({
    kind: 'contact',
    role: 'contact',
    userId: email,
    contactId: world.alder.contacts.get(email) ?? assert.fail(),
    accountId: world.alder.accountId,
    name: email,
  })

test('Each mail of a case leads to its entry: the one that opened it, an answer, and one that was adopted', async () => {
  await take(
    letter('ann@alder.example', ['Subject: It stops', 'Message-ID: <a1@alder.example>'], 'It stops at noon.'),
    'ann@alder.example',
  )
  const [opened] = await world.query<{ reference: string }>(
    `select reference from cases where subject = 'It stops'`,
  )
  const reference = opened?.reference ?? ''
  await take(
    letter(
      'ann@alder.example',
      ['Subject: Re: It stops', 'In-Reply-To: <a1@alder.example>', 'Message-ID: <a2@alder.example>'],
      'At one as well.\r\n\r\nOn Mon, 2 Mar 2026 at 10:00, Support wrote:\r\n> A secret of ours.\r\n',
    ),
    'ann@alder.example',
  )
  const { items } = await listCaseMail(agent(), { reference })
  const bodies = await world.query<{ body: string }>('select body from entries where id = any($1)', [
    items.map(({ entryId }) => entryId),
  ])
  assert.deepEqual(bodies.map(({ body }) => body).toSorted(), ['At one as well.', 'It stops at noon.'])
  assert.ok(items.every(({ sender }) => sender?.tone === 'verified'))

  const own = await listOwnMail(person('ann@alder.example'), { reference })
  assert.deepEqual(
    own.items.map(({ text }) => text.includes('A secret of ours.')),
    [true],
    'who wrote it unfolds what it quoted',
  )
  await world.query(`update accounts set case_visibility = 'company'`)
  const others = await listOwnMail(person('bob@alder.example'), { reference })
  assert.deepEqual(others.items, [], 'a colleague who sees the case reads the answer only')
  assert.deepEqual((await listOwnMail(agent(), { reference })).items, [])

  await take(letter('eve@evil.example', ['Subject: Adopt me'], 'Please.'), 'eve@evil.example')
  const [waiting] = await world.query<{ id: string }>(
    `select id from inbound_mail where subject = 'Adopt me'`,
  )
  const adopted = await adoptTriage(agent(), {
    id: waiting?.id ?? '',
    contactId: world.alder.contacts.get('bob@alder.example') ?? '',
  })
  const linked = await listCaseMail(agent(), adopted)
  assert.deepEqual(
    linked.items.map(({ mailId }) => mailId),
    [waiting?.id],
  )
})
