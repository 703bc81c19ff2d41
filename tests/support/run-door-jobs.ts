import { Logger, runOnce } from 'graphile-worker'
import { queueLinkMail } from '#channels/email/server/queue-link-mail.ts'
import { queueSecurityMail } from '#channels/email/server/queue-security-mail.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import { answerLinkAsk } from '#people/auth/server/answer-link-ask.ts'
import { secret, type TestApp } from './test-app.ts'

type Asked = Parameters<typeof answerLinkAsk>[1]
type Changed = Parameters<typeof queueSecurityMail>[1]

/** Does every job about getting in that waits, and those that follow from it, as the product would. */
export async function runDoorJobs(app: TestApp, settings: { smtpUrl: string }): Promise<void> {
  const ctx = () => app.system(new Date())
  await runOnce({
    pgPool: app.ownerPool,
    taskList: {
      'answer-link-ask': (payload) => answerLinkAsk(ctx(), payload as Asked),
      'queue-link-mail': (payload) => queueLinkMail(ctx(), payload as { linkId: string }),
      'queue-security-mail': (payload) => queueSecurityMail(ctx(), payload as Changed),
      'send-mail': (payload) =>
        sendMail(ctx(), payload as { outgoingId: string }, {
          smtpUrl: settings.smtpUrl,
          seal: app.mail.seal,
          secret,
        }),
    },
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    concurrency: 1,
  })
}
