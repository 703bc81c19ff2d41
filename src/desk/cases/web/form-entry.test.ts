import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import { formEntry } from './form-entry.ts'

const got = <T>(data: unknown) => ({ data: data as T, error: null })
const waiting = { data: undefined, error: null }
const down = new Error('The line dropped.')
const failed = { data: undefined, error: down }

const yes = got<EntitlementAnswer>({ outcome: 'included' })
const no = got<EntitlementAnswer>({ outcome: 'refused' })
const cover = got<CoverView>({ agreement: { packageName: 'Basic' } })
const products = got<ProductView[]>([{ code: 'studio' }])

describe('Before the form of a new case', () => {
  it('the form opens once everything it needs is there', () => {
    assert.equal(formEntry(yes, cover, products).state, 'open')
    assert.equal(formEntry(waiting, cover, products).state, 'asking')
    assert.equal(formEntry(yes, waiting, products).state, 'asking')
    assert.equal(formEntry(yes, cover, waiting).state, 'asking')
  })

  it('whatever could not be asked is told, and never waited for without end', () => {
    const told = { state: 'failed', problem: down }
    assert.deepEqual(formEntry(failed, cover, products), told)
    assert.deepEqual(formEntry(yes, failed, waiting), told)
    assert.deepEqual(formEntry(yes, cover, failed), told)
  })

  it('an answer that could not be asked again goes on', () => {
    assert.equal(formEntry({ ...yes, error: down }, cover, products).state, 'open')
  })

  it('a no is said at once, whatever else is missing', () => {
    assert.equal(formEntry(no, failed, waiting).state, 'refused')
  })

  it('a yes without an agreement is asked again, and is no page without end', () => {
    assert.equal(formEntry(yes, got<CoverView>({ agreement: null }), products).state, 'failed')
  })
})
