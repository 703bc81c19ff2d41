import { route } from '#platform/http/route.ts'
import { listPackagesEndpoint, readCoverEndpoint } from '#promise/agreements/domain/contract.ts'
import { readCover } from '#promise/agreements/server/read-cover.ts'
import { listPackages } from '#promise/packages/server/list-packages.ts'

export const agreementRoutes = [
  route(listPackagesEndpoint, 'public', (ctx) => listPackages(ctx)),
  route(readCoverEndpoint, 'cover.read', readCover),
]
