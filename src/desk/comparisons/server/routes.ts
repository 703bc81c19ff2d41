import { route } from '#platform/http/route.ts'
import { comparePackageEndpoint } from '#desk/comparisons/domain/contract.ts'
import { comparePackage } from './compare-package.ts'

export const comparisonRoutes = [
  route(comparePackageEndpoint, 'what_if.read', (ctx, asked) => comparePackage(ctx, asked)),
]
