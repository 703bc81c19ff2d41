import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contradictedOffsets } from './zone-label.ts'

describe('The label of a coverage zone', () => {
  it('contradicts an offset that its place has at no time of the year', () => {
    const australia = contradictedOffsets('-02:00', 'Australia')
    assert.deepEqual(australia, ['+08:00', '+09:30', '+10:00', '+10:30', '+11:00'])
  })

  it('fits an offset of any part of the place, in winter or summer', () => {
    assert.equal(contradictedOffsets('-05:00', 'USA'), undefined)
    assert.equal(contradictedOffsets('+10:00', 'Australia'), undefined)
    assert.equal(contradictedOffsets('Europe/Lisbon', 'Lisbon'), undefined)
    assert.equal(contradictedOffsets('+01:00', 'Lisbon'), undefined)
    assert.deepEqual(contradictedOffsets('+05:00', 'Lisbon'), ['+00:00', '+01:00'])
  })

  it('says nothing where it names no place that is known', () => {
    assert.equal(contradictedOffsets('-02:00', 'Zone B'), undefined)
    assert.equal(contradictedOffsets('-02:00', undefined), undefined)
  })
})
