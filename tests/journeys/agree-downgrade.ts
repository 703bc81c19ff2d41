import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
const draft = z.object({
  id: z.string(),
  version: z.number(),
  startsOn: z.string(),
  endsOn: z.string(),
  coverageZone: z.string(),
})

/** The id of an account of the demo, by part of its name. */
export async function accountId(stage: Stage, name: string): Promise<string> {
  const found = await (await stage.api(manager)).get(`/api/v1/accounts?q=${name}`)
  return listed.parse(found.json).items[0]?.id ?? ''
}

/** Agrees a renewal of Tembo Freight, three people with five seats, as Basic with two; returns the account. */
export async function agreeDowngrade(stage: Stage): Promise<string> {
  const api = await stage.api(manager)
  const account = await accountId(stage, 'tembo')
  const agreements = listed.parse((await api.get(`/api/v1/accounts/${account}/agreements`)).json)
  const renewal = await api.post(`/api/v1/agreements/${agreements.items[0]?.id ?? ''}/renewal`)
  const { id, version, startsOn, endsOn, coverageZone } = draft.parse(renewal.json)
  const lines = [
    { productCode: 'studio', yearlyNetMinor: 4_680_000, currency: 'USD', startsOn: null, endsOn: null },
  ]
  const terms = { packageCode: 'basic', coverageZone, startsOn, endsOn, lines }
  const changed = await api.patch(`/api/v1/agreements/${id}`, { terms, version })
  assert.equal(changed.status, 200, JSON.stringify(changed.json))
  const activated = await api.post(`/api/v1/agreements/${id}/activation`)
  assert.equal(activated.status, 200, JSON.stringify(activated.json))
  return account
}
