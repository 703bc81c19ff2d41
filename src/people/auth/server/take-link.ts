import './tables.ts'
import type { SelectQueryBuilder } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'
import { conflict, type FourlineError, notFound } from '#platform/errors.ts'
import type { LinkPurpose } from '../domain/link-contract.ts'
import { isTokenOf, linkIdIn } from './link-token.ts'
import { readLinkPerson, type SignInLink } from './read-link-person.ts'

export type LinkState = 'open' | 'used' | 'expired' | 'superseded'

/** The link a token opens, in whatever state it is. Throws `not_found` where we signed no such token. */
export function readLink(tx: Tx, secret: string, token: string): Promise<SignInLink> {
  return linkOf(tx.selectFrom('sign_in_links').selectAll(), secret, token)
}

/** The same, locked for whoever uses it. */
export function findLink(tx: Tx, secret: string, token: string): Promise<SignInLink> {
  return linkOf(tx.selectFrom('sign_in_links').selectAll().forUpdate(), secret, token)
}

type Links = SelectQueryBuilder<Database, 'sign_in_links', SignInLink>

async function linkOf(links: Links, secret: string, token: string): Promise<SignInLink> {
  const id = linkIdIn(token)
  if (id === null) throw notFound('link')
  const link = await links.where('id', '=', id).executeTakeFirst()
  if (link === undefined || !isTokenOf(secret, link, token)) throw notFound('link')
  return link
}

export function stateOf(link: SignInLink, now: Date): LinkState {
  if (link.used_at !== null) return 'used'
  if (link.superseded_at !== null) return 'superseded'
  return link.expires_at <= now ? 'expired' : 'open'
}

/**
 * Uses a link up, once. Throws `link_used`, `link_expired`, `link_superseded` or `link_closed` where it opens nothing
 * any more, and `not_found` where it is for something else.
 */
export async function takeLink(
  tx: Tx,
  given: { secret: string; token: string; purpose: LinkPurpose; now: Date },
): Promise<SignInLink> {
  const link = await findLink(tx, given.secret, given.token)
  if (link.purpose !== given.purpose) throw notFound('link')
  const person = await readLinkPerson(tx, link)
  const state = person === undefined ? 'closed' : stateOf(link, given.now)
  if (state !== 'open') throw linkOver(state)
  await tx.updateTable('sign_in_links').set({ used_at: given.now }).where('id', '=', link.id).execute()
  return link
}

export function linkOver(state: Exclude<LinkState, 'open'> | 'closed'): FourlineError {
  const said = {
    used: 'This link was used already. Ask for a new one.',
    expired: 'This link is too old. Ask for a new one.',
    superseded: 'A newer link was sent after this one. Use that, or ask for another.',
    closed: 'This link opens nothing any more: it was taken back, or its person has left.',
  }
  return conflict(`link_${state}`, said[state])
}
