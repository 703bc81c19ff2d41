import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { buildCase } from '../support/build-case.ts'
import type { TestContact } from '../support/build-contact.ts'
import { buildInstallation, type Installation, resolverOf } from '../support/build-installation.ts'
import { startStrippingRelay } from './strip-marks.ts'

const resolver = resolverOf('alpha.example', 'omega.example')

/** Two whole installations. At the first one the other's support address is a contact who may open cases. */
let alpha: Installation
let omega: Installation
let contact: TestContact

before(async () => {
  alpha = await buildInstallation({ domain: 'alpha.example', resolver })
  omega = await buildInstallation({ domain: 'omega.example', resolver })
  contact = await alpha.addContact(omega.supportAddress)
  alpha.smtpUrl = `smtp://127.0.0.1:${omega.smtpPort}`
  omega.smtpUrl = `smtp://127.0.0.1:${alpha.smtpPort}`
})
after(() => Promise.all([alpha, omega].map((one) => one?.close())))

/** An agent answers a case of the other; then both do all they have to do, in turn. Returns how much mail they took. */
async function letThemWrite(rounds: number): Promise<number> {
  const before = await taken()
  const { reference } = await buildCase(alpha.app, { by: contact })
  await writeMessage(alpha.app.context(alpha.vendor.agent.actor, new Date()), {
    reference,
    kind: 'reply',
    body: 'Which version is it?',
  })
  for (let round = 0; round < rounds; round++) {
    await alpha.runJobs()
    await omega.runJobs()
  }
  return (await taken()) - before
}

async function taken(): Promise<number> {
  const counts = await Promise.all(
    [alpha, omega].map(({ rows }) => rows<{ n: number }>('select count(*)::int n from inbound_mail')),
  )
  return counts.reduce((sum, [row]) => sum + (row?.n ?? 0), 0)
}

const answers = () => omega.rows<{ kind: string }>('select kind from outgoing_mail order by queued_at, id')

test('LO-01: two installations that write to each other stop after one answer each', async () => {
  // The receipt and the reply go there; the one who is asked answers the reply, and that is answered by nobody.
  assert.equal(await letThemWrite(4), 3)
  assert.deepEqual(await answers(), [{ kind: 'triage_answer' }])
  await omega.addContact(alpha.supportAddress)
  assert.equal(await letThemWrite(4), 3)
  assert.deepEqual(await answers(), [{ kind: 'triage_answer' }, { kind: 'case_received' }])
  const came = await alpha.rows('select class from inbound_mail')
  assert.deepEqual(came, [{ class: 'auto_reply' }, { class: 'auto_reply' }])
})

test('LO-01: without the marks of automatic mail they would go on for ever', async () => {
  const toOmega = await startStrippingRelay(() => omega.smtpPort)
  const toAlpha = await startStrippingRelay(() => alpha.smtpPort)
  try {
    alpha.smtpUrl = toOmega.url
    omega.smtpUrl = toAlpha.url
    const n = await letThemWrite(3)
    assert.ok(n > 6, `only ${n} mails passed between them`)
  } finally {
    await Promise.all([toOmega.close(), toAlpha.close()])
  }
})
