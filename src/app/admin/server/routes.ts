import { route } from '#platform/http/route.ts'
import {
  checkSetUpEndpoint,
  listPermissionsEndpoint,
  readChecklistEndpoint,
  setUpEndpoint,
} from '../domain/contract.ts'
import { listAuditEndpoint } from '../domain/audit-contract.ts'
import { listAudit } from './list-audit.ts'
import { listPermissions } from './list-permissions.ts'
import { readChecklist } from './read-checklist.ts'
import { checkSetUp, setUp } from './set-up.ts'

/** What the admin console reads of the installation as a whole, and how it begins. */
export const adminRoutes = [
  route(checkSetUpEndpoint, 'public', checkSetUp),
  route(setUpEndpoint, 'public', setUp),
  route(readChecklistEndpoint, 'admin.open', readChecklist),
  route(listAuditEndpoint, 'audit.read', listAudit),
  route(listPermissionsEndpoint, 'admin.open', listPermissions),
]
