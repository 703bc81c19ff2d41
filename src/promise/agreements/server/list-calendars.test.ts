import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CalendarZone } from '#promise/agreements/domain/calendar-contract.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

const zones = async () => {
  const answer = await (await app.as(vendor.manager.email)).get('/api/v1/calendars')
  assert.equal(answer.status, 200, answer.text)
  return (answer.json as { items: CalendarZone[] }).items
}

describe('The calendars', () => {
  it('are the zones that are sold, those whose label contradicts them flagged', async () => {
    const sold = await zones()
    assert.deepEqual(
      sold.map(({ zone }) => zone),
      ['+01:00', '+02:00', '+03:00', '+08:00', '+10:00', '-02:00', '-05:00'],
    )
    const flagged = sold.filter(({ contradictedOffsets }) => contradictedOffsets !== null)
    assert.deepEqual(
      flagged.map(({ label }) => label),
      ['Australia'],
    )
    assert.ok(sold.every(({ inUse }) => inUse.length === 0))
  })

  it('count the agreements in force by the hours they keep, also in a zone that is not sold', async () => {
    await buildAccount(app, { zone: '+02:00' })
    await buildAccount(app, { zone: 'Asia/Tokyo', package: 'premium' })
    await buildAccount(app, { zone: '+02:00', startsOn: '2190-01-01' })
    await publishCatalogue(app.system(), JSON.parse(shippedText.replace('"to": "18:00"', '"to": "20:00"')))
    await buildAccount(app, { zone: '+02:00' })
    const used = (await zones()).filter(({ inUse }) => inUse.length > 0)
    const hours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00' }
    const basic = { packageCode: 'basic', packageName: 'Basic', agreements: 1 }
    assert.deepEqual(
      used.map(({ zone, inUse }) => [zone, inUse]),
      [
        [
          '+02:00',
          [
            { ...basic, version: 2, supportHours: { ...hours, to: '20:00' } },
            { ...basic, version: 1, supportHours: { ...hours, to: '18:00' } },
          ],
        ],
        [
          'Asia/Tokyo',
          [
            {
              packageCode: 'premium',
              packageName: 'Premium',
              version: 1,
              supportHours: { always: true },
              agreements: 1,
            },
          ],
        ],
      ],
    )
  })
})
