import {
  mergeContactsEndpoint,
  readMergeEffectEndpoint,
  undoMergeEndpoint,
} from '#people/accounts/domain/merge-contract.ts'
import { route } from '#platform/http/route.ts'
import { mergeContacts } from './merge-contacts.ts'
import { readMergeEffect } from './read-merge-effect.ts'
import { undoMerge } from './undo-merge.ts'

/** Contacts who turned out to be one person; here, since their cases go with them. */
export const mergeRoutes = [
  route(readMergeEffectEndpoint, 'account.write', readMergeEffect),
  route(mergeContactsEndpoint, 'account.write', mergeContacts),
  route(undoMergeEndpoint, 'account.write', undoMerge),
]
