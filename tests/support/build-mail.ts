import { randomUUID } from 'node:crypto'
import { Logger, runOnce } from 'graphile-worker'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import { secret, type TestApp } from './test-app.ts'

/** A mail that waits to leave, or that has come to another state. Returns its id. */
export async function buildMail(
  app: TestApp,
  state: 'queued' | 'sent' | 'failed' | 'kept' = 'queued',
  subject = 'We look into it',
): Promise<string> {
  const messageId = `<${randomUUID()}@vendor.example>`
  await app.system(new Date()).transaction((tx) =>
    queueOutgoing(app.system(new Date()), tx, {
      kind: 'triage_answer',
      account_id: null,
      case_id: null,
      entry_id: null,
      // Nobody's, and so one that gets a single mail a day.
      to_address: `ann.${messageId.slice(1, 9)}@customer.example`,
      to_name: 'Ann',
      from_address: 'support@vendor.example',
      reply_to: null,
      subject,
      body: 'Hello Ann.',
      message_id: messageId,
      in_reply_to: null,
      unsubscribe_url: null,
    }),
  )
  const { rows } = await app.ownerPool.query<{ id: string }>(
    'select id from outgoing_mail where message_id = $1',
    [messageId],
  )
  const id = rows[0]?.id ?? ''
  if (state === 'queued') return id
  await app.ownerPool.query(
    `update outgoing_mail set state = $2, failed_at = case when $2 = 'failed' then now() end,
       last_error = case when $2 = 'failed' then '550 No such mailbox' end,
       sent_at = case when $2 = 'sent' then now() end where id = $1`,
    [id, state],
  )
  await app.ownerPool.query(`delete from graphile_worker._private_jobs where payload->>'outgoingId' = $1`, [
    id,
  ])
  return id
}

/** Does every sending that waits, as the product would. */
export async function runMailJobs(app: TestApp): Promise<void> {
  await app.ownerPool.query('update graphile_worker._private_jobs set run_at = now()')
  await runOnce({
    pgPool: app.ownerPool,
    taskList: {
      'send-mail': (payload) =>
        sendMail(app.system(new Date()), payload as { outgoingId: string }, { ...app.mail, secret }),
    },
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    concurrency: 1,
  })
}

/** A job that failed and is tried again later; or is not any more. Returns its id. */
export async function buildFailingJob(app: TestApp, givenUp = false): Promise<string> {
  const { rows } = await app.ownerPool.query<{ id: string }>(
    `with added as (select id from graphile_worker.add_job('a-job-of-tests', '{}', run_at => now() + interval '1 hour'))
     select id::text from added`,
  )
  const id = rows[0]?.id ?? ''
  await app.ownerPool.query(
    `update graphile_worker._private_jobs set last_error = 'It does not work', attempts = case when $2 then max_attempts else 1 end
     where id = $1`,
    [id, givenUp],
  )
  return id
}
