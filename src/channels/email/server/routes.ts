import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  adoptTriageEndpoint,
  adoptWithWaiverEndpoint,
  discardTriageEndpoint,
  listTriageEndpoint,
  readRawMailEndpoint,
  readTriageEndpoint,
} from '../domain/contract.ts'
import {
  readMailSettingsEndpoint,
  saveRelayEndpoint,
  testRelayEndpoint,
} from '../domain/mail-settings-contract.ts'
import {
  listOutgoingEndpoint,
  readOutgoingEndpoint,
  sendAgainEndpoint,
  sendAllAgainEndpoint,
} from '../domain/outgoing-contract.ts'
import { adoptTriage } from './adopt-triage.ts'
import { discardTriage } from './discard-triage.ts'
import { listOutgoing } from './list-outgoing.ts'
import { listTriage } from './list-triage.ts'
import { type MailSettingsNeeds, readMailSettings } from './mail-settings.ts'
import { readOutgoing } from './read-outgoing.ts'
import { readRawMail } from './read-raw-mail.ts'
import { readTriage } from './read-triage.ts'
import { saveRelay } from './save-relay.ts'
import { sendAgain, sendAllAgain } from './send-again.ts'
import { testRelay } from './test-relay.ts'

export const emailRoutes = [
  route(listTriageEndpoint, 'triage.read', listTriage),
  route(readTriageEndpoint, 'triage.read', readTriage),
  route(readRawMailEndpoint, 'triage.read', readRawMail),
  route(adoptTriageEndpoint, 'triage.decide', adoptTriage),
  route(adoptWithWaiverEndpoint, 'decision.waive', adoptTriage),
  route(discardTriageEndpoint, 'triage.decide', discardTriage),
  route(listOutgoingEndpoint, 'mail.read', listOutgoing),
  route(readOutgoingEndpoint, 'mail.read', readOutgoing),
  route(sendAgainEndpoint, 'mail.send_again', sendAgain),
  route(sendAllAgainEndpoint, 'mail.send_again', sendAllAgain),
]

/** How mail comes in and leaves is set by admins. */
export function createMailSettingsRoutes(needs: MailSettingsNeeds): Route[] {
  return [
    route(readMailSettingsEndpoint, 'mail.manage', (ctx: Context) => readMailSettings(ctx, needs)),
    route(saveRelayEndpoint, 'mail.manage', (ctx: Context, input) => saveRelay(ctx, input, needs)),
    route(testRelayEndpoint, 'mail.manage', (ctx: Context, input) => testRelay(ctx, input, needs)),
  ]
}
