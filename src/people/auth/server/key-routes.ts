import type { Context } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import {
  endKeyEndpoint,
  keyScopesEndpoint,
  listKeysEndpoint,
  makeKeyEndpoint,
} from '../domain/key-contract.ts'
import { endKey } from './end-key.ts'
import type { KeyScopes } from './identify-key.ts'
import { listKeys } from './list-keys.ts'
import { makeKey } from './make-key.ts'

/** @param keyScopes what each scope permits, from `app/permissions.ts` */
export function createKeyRoutes(keyScopes: KeyScopes) {
  const scopes = Object.entries(keyScopes).map(([scope, permissions]) => ({
    scope,
    permissions: [...permissions],
  }))
  const names = Object.keys(keyScopes)
  return [
    route(listKeysEndpoint, 'key.manage', listKeys),
    route(keyScopesEndpoint, 'key.manage', async () => ({ scopes })),
    route(makeKeyEndpoint, 'key.manage', (ctx: Context, input) => makeKey(ctx, input, names)),
    route(endKeyEndpoint, 'key.manage', endKey),
  ]
}
