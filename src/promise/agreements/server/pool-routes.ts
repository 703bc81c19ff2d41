import { route } from '#platform/http/route.ts'
import {
  adjustPoolEndpoint,
  listPoolEntriesEndpoint,
  listPoolsEndpoint,
} from '#promise/agreements/domain/pool-contract.ts'
import { adjustPool } from './adjust-pool.ts'
import { listPoolEntries } from './list-pool-entries.ts'
import { listPools } from './list-pools.ts'

export const poolRoutes = [
  route(listPoolsEndpoint, 'pool.read', listPools),
  route(listPoolEntriesEndpoint, 'pool.read', listPoolEntries),
  route(adjustPoolEndpoint, 'pool.adjust', adjustPool),
]
