import { listCertificationKindsEndpoint } from '#people/accounts/domain/certification-contract.ts'
import { route } from '#platform/http/route.ts'
import { listCertificationKinds } from '#promise/packages/server/list-certification-kinds.ts'

/** What the catalogue says about certifications, for who enters them. */
export const certificationKindRoutes = [
  route(listCertificationKindsEndpoint, 'account.read', (ctx) => listCertificationKinds(ctx)),
]
