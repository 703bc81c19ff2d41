import { type Context, type Role, roleOf } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import { meEndpoint, vendorEndpoint } from '../domain/contract.ts'
import {
  inviteContactEndpoint,
  inviteStaffEndpoint,
  resetSecondStepEndpoint,
  withdrawInvitationEndpoint,
} from '../domain/link-contract.ts'
import { changeProfileEndpoint } from '../domain/profile-contract.ts'
import { changeProfile } from './change-profile.ts'
import { inviteContact, inviteStaff, type LinkMeans } from './invite-person.ts'
import { readMe } from './read-me.ts'
import { readVendor } from './read-vendor.ts'
import { resetSecondStep } from './reset-second-step.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

type Needs = { permissionsOf: (role: Role) => readonly string[]; links: LinkMeans }

/** @param permissionsOf what a role may do, from `app/permissions.ts` */
export function createAuthRoutes({ permissionsOf, links }: Needs) {
  const me = async (ctx: Context) => ({
    ...(await readMe(ctx)),
    permissions: [...permissionsOf(roleOf(ctx.actor))],
  })
  return [
    route(meEndpoint, 'me.read', me),
    route(changeProfileEndpoint, 'me.change', changeProfile),
    route(vendorEndpoint, 'public', showVendor),
    route(inviteStaffEndpoint, 'staff.invite', (ctx: Context, input) => inviteStaff(ctx, input, links)),
    route(inviteContactEndpoint, 'contact.invite', (ctx: Context, input) => inviteContact(ctx, input, links)),
    route(withdrawInvitationEndpoint, 'contact.invite', withdrawInvitation),
    route(resetSecondStepEndpoint, 'staff.two_step_reset', resetSecondStep),
  ]
}

async function showVendor(ctx: Context) {
  const { name, supportAddress, isDemo, priorityDefinitions } = await readVendor(ctx.db)
  return { name, supportAddress, isDemo, priorityDefinitions }
}
