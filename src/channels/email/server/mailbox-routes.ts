import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  addMailboxEndpoint,
  askConsentEndpoint,
  changeMailboxEndpoint,
  finishConsentEndpoint,
  listMailboxesEndpoint,
  readMailboxEndpoint,
  testMailboxEndpoint,
} from '../domain/mailbox-contract.ts'
import { addMailbox } from './add-mailbox.ts'
import { askConsent } from './ask-consent.ts'
import { changeMailbox } from './change-mailbox.ts'
import { finishConsent } from './finish-consent.ts'
import { listMailboxes, readMailbox } from './list-mailboxes.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import { testMailbox } from './test-mailbox.ts'

/** From which mailboxes mail is fetched is set by admins. */
export function createMailboxRoutes(needs: MailboxNeeds): Route[] {
  return [
    route(listMailboxesEndpoint, 'mail.manage', listMailboxes),
    route(readMailboxEndpoint, 'mail.manage', readMailbox),
    route(addMailboxEndpoint, 'mail.manage', (ctx: Context, input) => addMailbox(ctx, input, needs)),
    route(changeMailboxEndpoint, 'mail.manage', (ctx: Context, input) => changeMailbox(ctx, input, needs)),
    route(testMailboxEndpoint, 'mail.manage', (ctx: Context, input) => testMailbox(ctx, input, needs)),
    route(askConsentEndpoint, 'mail.manage', (ctx: Context, input) => askConsent(ctx, input, needs)),
    route(finishConsentEndpoint, 'mail.manage', (ctx: Context, input) => finishConsent(ctx, input, needs)),
  ]
}
