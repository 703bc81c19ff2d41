import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Job } from '#platform/jobs/run-jobs.ts'
import { mailNotifications } from './mail-notifications.ts'
import { remindOfCertifications } from './remind-of-certifications.ts'
import { sendDigests } from './send-digests.ts'
import { tellOfNewCase, tellOfRecord, tellOfWatcher } from './tell-of-case.ts'
import { tellOfAnsweredRequest, tellOfRequest } from './tell-of-request.ts'
import { tellOfBreach, tellOfWarning } from './tell-of-clock.ts'
import { tellOfFlood } from './tell-of-flood.ts'
import { tellOfDisabledWebhook, tellOfFailedMail, tellOfTriage } from './tell-of-other-news.ts'
import { tellOfSeat, tellOfSeatsToChoose } from './tell-of-seat.ts'
import { tellOfEnding } from './tell-of-ending.ts'

const ofCase = z.object({ caseId: z.string() })
const ofEntries = ofCase.extend({ entryIds: z.string() })
const ofWatcher = ofCase.extend({ contactId: z.string(), by: z.string().nullish() })
const instant = z.iso.datetime().transform((at) => new Date(at).toISOString())
// Without a start where it was queued before clocks had one in their news.
const ofBreach = ofCase.extend({ kind: z.string(), startedAt: instant.optional(), dueAt: instant })
const ofWarning = ofCase.extend({ kind: z.string(), startedAt: instant, share: z.number(), at: instant })
const ofSeat = z.object({ seatId: z.string(), by: z.string().nullish() })
const ofAgreement = z.object({ agreementId: z.string() })
const ofEnding = z.object({ agreementId: z.string(), days: z.number() })
const ofMail = z.object({ mailId: z.string() })
const ofFlood = z.object({ floodId: z.string() })
const ofWebhook = z.object({ webhookId: z.string(), occurredAt: z.string() })
const ofRequest = z.object({ requestId: z.string() })
const ofPerson = z.object({ personId: z.string() })

/** The reactions that tell people, and what brings it to them by mail. */
export function notificationJobs(context: () => Context): Readonly<Record<string, Job>> {
  return {
    'tell-of-new-case': (payload) => tellOfNewCase(context(), ofCase.parse(payload)),
    'tell-of-record': (payload) => tellOfRecord(context(), ofEntries.parse(payload)),
    'tell-of-watcher': (payload) => tellOfWatcher(context(), ofWatcher.parse(payload)),
    'tell-of-breach': (payload) => tellOfBreach(context(), ofBreach.parse(payload)),
    'tell-of-warning': (payload) => tellOfWarning(context(), ofWarning.parse(payload)),
    'tell-of-given-seat': (payload) =>
      tellOfSeat(context(), { ...ofSeat.parse(payload), what: 'seat_given' }),
    'tell-of-ended-seat': (payload) =>
      tellOfSeat(context(), { ...ofSeat.parse(payload), what: 'seat_ended' }),
    'tell-of-kept-seat': (payload) => tellOfSeat(context(), { ...ofSeat.parse(payload), what: 'seat_kept' }),
    'tell-of-seat-not-kept': (payload) =>
      tellOfSeat(context(), { ...ofSeat.parse(payload), what: 'seat_not_kept' }),
    'tell-of-seats-to-choose': (payload) => tellOfSeatsToChoose(context(), ofAgreement.parse(payload)),
    'tell-of-ending': (payload) => tellOfEnding(context(), ofEnding.parse(payload)),
    'tell-of-request': (payload) => tellOfRequest(context(), ofRequest.parse(payload)),
    'tell-of-answered-request': (payload) => tellOfAnsweredRequest(context(), ofRequest.parse(payload)),
    'tell-of-failed-mail': (payload) => tellOfFailedMail(context(), ofMail.parse(payload)),
    'tell-of-disabled-webhook': (payload) => tellOfDisabledWebhook(context(), ofWebhook.parse(payload)),
    'tell-of-flood': (payload) => tellOfFlood(context(), ofFlood.parse(payload)),
    'tell-of-triage': (payload) => tellOfTriage(context(), ofMail.parse(payload)),
    'mail-notifications': (payload) => mailNotifications(context(), ofPerson.parse(payload)),
    'remind-of-certifications': () => remindOfCertifications(context()),
    'send-digests': () => sendDigests(context()),
  }
}
