import { route, type Route } from '#platform/http/route.ts'
import {
  packagesPageEndpoint,
  packagesScriptEndpoint,
  packagesStylesEndpoint,
} from '#promise/packages/domain/page-endpoints.ts'
import { readScript, readStyles } from '#promise/packages/server/page-assets.ts'
import { sendAsset, showPackagesPage } from '#promise/packages/server/show-packages-page.ts'

/** The public page and its two files, read once. */
export function createPackageRoutes(): Route[] {
  const files = { styles: readStyles(), script: readScript() }
  return [
    route(packagesPageEndpoint, 'public', (ctx, query, exchange) =>
      showPackagesPage(ctx, query, exchange, files),
    ),
    route(packagesStylesEndpoint, 'public', (_ctx, _input, exchange) => sendAsset(files.styles, exchange)),
    route(packagesScriptEndpoint, 'public', (_ctx, _input, exchange) => sendAsset(files.script, exchange)),
  ]
}
