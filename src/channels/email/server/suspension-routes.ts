import { route } from '#platform/http/route.ts'
import {
  liftSuspensionEndpoint,
  listSuspendedEndpoint,
  listUnreachedEndpoint,
  readMailBudgetEndpoint,
  saveMailBudgetEndpoint,
  suspendAgainEndpoint,
} from '../domain/suspension-contract.ts'
import { liftSuspension, suspendAgain } from './lift-suspension.ts'
import { listSuspended } from './list-suspended.ts'
import { listUnreached } from './list-unreached.ts'
import { readMailBudget, saveMailBudget } from './mail-budget.ts'

/** Addresses that mail does not reach, and how much may leave. */
export const suspensionRoutes = [
  route(listSuspendedEndpoint, 'mail.read', listSuspended),
  route(liftSuspensionEndpoint, 'mail.send_again', liftSuspension),
  route(suspendAgainEndpoint, 'mail.send_again', suspendAgain),
  route(listUnreachedEndpoint, 'contact.reach', listUnreached),
  route(readMailBudgetEndpoint, 'mail.manage', readMailBudget),
  route(saveMailBudgetEndpoint, 'mail.manage', saveMailBudget),
]
