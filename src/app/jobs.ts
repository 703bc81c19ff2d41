import type pg from 'pg'
import { z } from 'zod'
import { acknowledgeCase } from '#channels/email/server/acknowledge-case.ts'
import type { DnsResolver } from '#channels/email/server/dns.ts'
import { letHeldMailGo } from '#channels/email/server/let-held-mail-go.ts'
import { placeInboundMail } from '#channels/email/server/place-inbound-mail.ts'
import { forgetMailBuckets } from '#channels/email/server/forget-mail-buckets.ts'
import { placeFlood } from '#channels/email/server/place-flood.ts'
import { queueLinkMail } from '#channels/email/server/queue-link-mail.ts'
import { queueSecurityMail } from '#channels/email/server/queue-security-mail.ts'
import { queueReplyMail } from '#channels/email/server/queue-reply-mail.ts'
import type { MailNeeds } from '#channels/email/server/relay.ts'
import { sendSelfHelp } from '#channels/email/server/answer-triage.ts'
import { checkSigningAgain } from '#channels/email/server/signing.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import { createWebhookJobs } from '#channels/webhooks/server/webhook-jobs.ts'
import type { WebhookNeeds } from '#channels/webhooks/server/webhook-needs.ts'
import { letMessageLeave } from '#desk/cases/server/send-off.ts'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { wakeDueCase } from '#desk/cases/server/wake-case.ts'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { wantsReceipt } from '#channels/notifications/server/wants-receipt.ts'
import { mailReports } from '#insight/reports/server/mail-reports.ts'
import { removeUnattachedFiles } from '#desk/messages/server/remove-unattached-files.ts'
import type { Context } from '#platform/context.ts'
import { removeUnnamedFiles } from '#platform/files/remove-unnamed-files.ts'
import { forgetOldKeys } from '#platform/http/idempotency.ts'
import { answerLinkAsk } from '#people/auth/server/answer-link-ask.ts'
import { forgetExpiredSessions } from '#people/auth/server/forget-expired-sessions.ts'
import { expireAgreements } from '#promise/agreements/server/expire-agreements.ts'
import { remindOfEnds } from '#promise/agreements/server/remind-of-ends.ts'
import { wakeSeatsOfUpgrade } from '#promise/agreements/server/wake-seats.ts'
import { endSeatsOfContact } from '#promise/agreements/server/end-seats-of-contact.ts'
import type { CaseId, ContactId } from '#platform/ids.ts'
import type { Job, Lane } from '#platform/jobs/run-jobs.ts'

type Needs = {
  context: () => Context
  resolver: DnsResolver
  mail: MailNeeds
  /** Signs the links that some mail carries. */
  secret: string
  webhooks: WebhookNeeds
  /** Sees every row, see `removeUnnamedFiles`. */
  ownerPool: pg.Pool
}

const linkAsk = z.object({
  linkId: z.string(),
  email: z.string(),
  purpose: z.enum(['sign_in', 'password_reset']),
  wanted: z.string().nullable().default(null),
})
const loginChange = z.object({
  userId: z.string(),
  what: z.enum(['password_changed', 'two_step_on', 'two_step_off', 'two_step_reset']),
  noticeId: z.string(),
})

/** Everything the system does besides answering: each by its name, with what it needs. */
export function createJobs(needs: Needs): Readonly<Record<string, Job>> {
  const { context, resolver, mail, secret, webhooks, ownerPool } = needs
  const caseId = z.object({ caseId: z.string().transform((id) => id as CaseId) })
  const contactId = z.object({ contactId: z.string().transform((id) => id as ContactId) })
  return {
    'index-case-words': (payload) => indexCaseWords(context(), caseId.parse(payload)),
    'let-message-leave': (payload) =>
      letMessageLeave(context(), z.object({ entryId: z.string() }).parse(payload)),
    'wake-case': (payload) => wakeDueCase(context(), caseId.parse(payload)),
    'place-mail': (payload) =>
      placeInboundMail(context(), z.object({ mailId: z.string() }).parse(payload), resolver),
    'place-flood': (payload) =>
      placeFlood(context(), z.object({ floodId: z.string() }).parse(payload), resolver),
    'forget-mail-buckets': () => forgetMailBuckets(context()),
    'acknowledge-case': (payload) => acknowledgeCase(context(), caseId.parse(payload), wantsReceipt),
    'queue-reply-mail': (payload) =>
      queueReplyMail(context(), z.object({ caseId: z.string(), entryId: z.string() }).parse(payload)),
    'end-seats-of-contact': (payload) => endSeatsOfContact(context(), contactId.parse(payload)),
    'wake-seats': (payload) =>
      wakeSeatsOfUpgrade(context(), z.object({ agreementId: z.string() }).parse(payload)),
    'expire-agreements': async () => {
      await expireAgreements(context())
    },
    'remind-of-ends': async () => {
      await remindOfEnds(context())
    },
    'mail-reports': () => mailReports(context()),
    'answer-link-ask': (payload) => answerLinkAsk(context(), linkAsk.parse(payload)),
    'queue-security-mail': (payload) => queueSecurityMail(context(), loginChange.parse(payload)),
    'queue-link-mail': (payload) => queueLinkMail(context(), z.object({ linkId: z.string() }).parse(payload)),
    'forget-old-keys': () => forgetOldKeys(context()),
    'forget-expired-sessions': () => forgetExpiredSessions(context()),
    'remove-unattached-files': async () => {
      await removeUnattachedFiles(context())
    },
    'remove-unnamed-files': async () => {
      await removeUnnamedFiles(context(), ownerPool)
    },
    'send-mail': (payload) =>
      sendMail(context(), z.object({ outgoingId: z.string() }).parse(payload), { ...mail, secret }),
    'let-held-mail-go': () => letHeldMailGo(context()),
    'send-self-help': (payload) =>
      sendSelfHelp(context(), z.object({ decisionId: z.string() }).parse(payload)),
    'check-signing': () => checkSigningAgain(context(), { ...mail, resolver }),
    ...notificationJobs(context),
    ...createWebhookJobs(context, webhooks),
  }
}

/**
 * Jobs that wait for machines of others, by whose. Each kind has workers of its own: a mail server that hangs, a slow
 * receiver of webhooks and the slow DNS of a sender hold up neither each other nor anything that happens in here.
 */
const outside = {
  mailServer: ['send-mail', 'check-signing'],
  webhookReceivers: ['deliver-webhook'],
  dnsOfSenders: ['place-mail', 'place-flood'],
}
const workersOfLane = 4

/** The jobs by whom they wait for: first all that wait for nobody, then each kind that does. */
export function lanesOf(jobs: Readonly<Record<string, Job>>): Lane[] {
  const names = Object.values(outside)
  const inside = Object.keys(jobs).filter((name) => !names.flat().includes(name))
  return [inside, ...names].map((lane) => ({
    workers: workersOfLane,
    jobs: Object.fromEntries(lane.map((name) => [name, jobNamed(jobs, name)])),
  }))
}

function jobNamed(jobs: Readonly<Record<string, Job>>, name: string): Job {
  const job = jobs[name]
  if (job === undefined) throw new Error(`There is no job “${name}”`)
  return job
}

/** What comes by itself, as a crontab in UTC. */
export const timetable = [
  '17 * * * * forget-old-keys',
  '53 * * * * forget-expired-sessions',
  '29 * * * * check-signing',
  '*/15 * * * * send-digests',
  '13 * * * * mail-reports',
  '23 5 * * * remind-of-certifications',
  '41 * * * * remove-unattached-files',
  '51 4 * * * remove-unnamed-files',
  '*/5 * * * * resume-webhooks',
  '7 * * * * expire-agreements',
  '11 * * * * remind-of-ends',
  '43 3 * * * forget-old-webhooks',
  '*/2 * * * * let-held-mail-go',
  '27 * * * * forget-mail-buckets',
].join('\n')
