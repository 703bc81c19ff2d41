import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { exampleValues } from '../domain/example-values.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { renderTemplate } from '../domain/render-template.ts'
import type { testTemplateEndpoint } from '../domain/template-contract.ts'
import { mailLeaves } from './mail-leaves.ts'
import { refuseBad } from './mail-templates.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import type { MailNeeds } from './relay.ts'

/** Sends words that need not be saved to the admin who asks, filled with examples. */
export async function testTemplate(
  ctx: Context,
  { kind, language, subject, body }: InputOf<typeof testTemplateEndpoint>,
  needs: MailNeeds,
): Promise<{ to: string; leaves: boolean }> {
  requireVendor(ctx, 'admin')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'A test mail goes to a person.')
  refuseBad(kind, { subject, body })
  const to = await ctx.transaction(async (tx) => {
    const person = await tx
      .selectFrom('staff')
      .select(['email', 'name'])
      .where('id', '=', actor.staffId)
      .executeTakeFirstOrThrow()
    const { name: vendor, supportAddress } = await readVendor(tx)
    await queueOutgoing(ctx, tx, {
      kind: 'template_test',
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: person.email,
      to_name: person.name,
      from_address: supportAddress,
      reply_to: null,
      ...renderTemplate(kind, { subject, body }, exampleValues(kind, language, vendor)),
      language,
      message_id: ownMessageId('test', newId<string>(ctx.now.getTime()), supportAddress),
      in_reply_to: null,
      unsubscribe_url: null,
    })
    return person.email
  })
  return { to, leaves: await mailLeaves(ctx, needs) }
}
