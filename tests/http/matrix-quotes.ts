import { randomUUID } from 'node:crypto'
import { issueQuote } from '#promise/quotes/server/issue-quote.ts'
import { readQuote } from '#promise/quotes/server/read-quote.ts'
import type { Place, World } from './matrix-world.ts'

type Call = { url: string; body?: object }
type Build = (world: World, place: Place) => Promise<Call> | Call

const v1 = '/api/v1'

/** Requests about quotes, and about what another package would have changed. */
export const quoteRequests: Record<string, Build> = {
  'GET /api/v1/agreements/{id}/quote': (world, place) => ({
    url: `${v1}/agreements/${agreementId(world, place)}/quote`,
  }),
  'POST /api/v1/agreements/{id}/quotes': async (world, place) => ({
    url: `${v1}/agreements/${agreementId(world, place)}/quotes`,
    body: { version: await versionOf(world, place) },
  }),
  'GET /api/v1/agreements/{id}/quote.pdf': async (world, place) => {
    await issued(world, place)
    return { url: `${v1}/agreements/${agreementId(world, place)}/quote.pdf` }
  },
  'GET /api/v1/quotes/{id}/pdf': async (world, place) => ({
    url: `${v1}/quotes/${await issued(world, place)}/pdf`,
  }),
  'GET /api/v1/accounts/{id}/what-if': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/what-if`,
  }),
  'GET /api/v1/accounts/{id}/quotes': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/quotes`,
  }),
}

function agreementId(world: World, place: Place): string {
  return place === 'none' ? randomUUID() : world[place].account.agreementId
}

async function versionOf(world: World, place: Place): Promise<number> {
  if (place === 'none') return 1
  return (await readQuote(world.app.system(), { id: agreementId(world, place) })).version
}

async function issued(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const wanted = { id: agreementId(world, place), version: await versionOf(world, place), validDays: 30 }
  return (await issueQuote(world.app.system(), wanted)).id
}
