import type { AudienceView, setPrivacyEndpoint } from '#desk/cases/domain/audience-contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { audienceOf, mayKeepPrivate } from '#desk/cases/server/read-audience.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { insertWatcher } from '#desk/cases/server/watch-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/**
 * Keeps a case among its opener and its watchers, or opens it to the account again (SPEC 5.1). Whoever makes it
 * private without having opened it follows it from then on, so that nobody locks themselves out.
 */
export async function setPrivacy(
  ctx: Context,
  input: InputOf<typeof setPrivacyEndpoint>,
): Promise<AudienceView> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (!mayKeepPrivate(ctx.actor, found)) {
      throw forbidden('permission_missing', `Only ${found.contact_name} decides who reads this case.`)
    }
    const { isPrivate } = input
    if (isPrivate === found.is_private) return audienceOf(ctx, tx, found)
    const { actor } = ctx
    if (isPrivate && actor.kind === 'contact' && actor.contactId !== found.contact_id) {
      const watching = { caseId: found.id, accountId: found.account_id, contactId: actor.contactId }
      await insertWatcher(ctx, tx, watching)
    }
    const channel = isVendorSide(actor) ? 'desk' : 'portal'
    await recordOnCase(ctx, tx, found, [{ kind: 'event', event: { type: 'privacy', isPrivate }, channel }], {
      is_private: isPrivate,
    })
    await record(ctx, tx, {
      action: isPrivate ? 'case.made_private' : 'case.made_shared',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return audienceOf(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}
