import { route } from '#platform/http/route.ts'
import {
  addTrustEndpoint,
  listTrustEndpoint,
  readAccountMailEndpoint,
  removeTrustEndpoint,
  saveAccountMailEndpoint,
} from '../domain/mail-trust-contract.ts'
import { readAccountMail, saveAccountMail } from './account-mail-policy.ts'
import { addTrust, listTrust, removeTrust } from './mail-trust.ts'

/** Whom the checks of a sender believe is set by admins. */
export const trustRoutes = [
  route(listTrustEndpoint, 'mail.manage', listTrust),
  route(addTrustEndpoint, 'mail.manage', addTrust),
  route(removeTrustEndpoint, 'mail.manage', removeTrust),
  route(readAccountMailEndpoint, 'mail.manage', readAccountMail),
  route(saveAccountMailEndpoint, 'mail.manage', saveAccountMail),
]
