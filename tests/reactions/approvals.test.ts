import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { queueReplyMail } from '#channels/email/server/queue-reply-mail.ts'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { listNotifications } from '#channels/notifications/server/list-notifications.ts'
import { approveService } from '#desk/services/server/answer-service-request.ts'
import { askApproval } from '#desk/services/server/ask-approval.ts'
import { revokeApproval } from '#desk/services/server/revoke-approval.ts'
import { readCaseService } from '#desk/services/server/service-requests.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact, type Person } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let manager: Person
before(async () => {
  app = await startTestApp()
  manager = (await buildVendor(app)).manager
})
after(() => app.close())

async function runJobs(): Promise<void> {
  const context = () => app.system()
  await runOnce({
    pgPool: app.ownerPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      ...notificationJobs(context),
      'queue-reply-mail': (payload: unknown) =>
        queueReplyMail(context(), payload as { caseId: string; entryId: string }),
    },
  })
}

test('a customer hears once of an approval, by the reply that carries its note, and of its end', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'business' }))
  // What they hear of their seat is another matter.
  await runJobs()
  for (const table of ['notifications', 'outgoing_mail']) await app.ownerPool.query(`delete from ${table}`)
  const asked = { service: 'release.early_bird', purpose: 'We test every release.' }
  const { reference } = await askApproval(app.context(contact.actor), asked)
  const id = (await readCaseService(app.system(), { reference })).request?.id ?? ''
  const ctx = app.context(manager.actor)
  const approved = await approveService(ctx, { id, note: 'Welcome to the early group.' })
  await runJobs()
  assert.deepEqual(await mailTo(contact), ['reply'])
  await revokeApproval(ctx, { id: approved.approval?.id ?? '', reason: 'The group is over.' })
  await runJobs()
  const { items } = await listNotifications(app.context(contact.actor), { limit: 50 })
  assert.deepEqual(items.map((item) => item.kind).toSorted(), ['service_answered', 'service_revoked'])
  assert.deepEqual(await mailTo(contact), ['notification', 'reply'])
})

async function mailTo({ email }: Person): Promise<string[]> {
  const { rows } = await app.ownerPool.query<{ kind: string }>(
    'select kind from outgoing_mail where to_address = $1 order by kind',
    [email],
  )
  return rows.map((row) => row.kind)
}
