import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { doorTo, landingPlace } from './landing-place.ts'

describe('After the sign-in', () => {
  it('a reader comes to the address they wanted, its search included', () => {
    assert.equal(landingPlace('contact', '/portal/cases?show=solved'), '/portal/cases?show=solved')
    assert.equal(landingPlace('staff', '/desk/cases/FL-1'), '/desk/cases/FL-1')
    assert.equal(landingPlace('staff', '/admin/people'), '/admin/people')
  })

  it('a reader without a wanted address comes home', () => {
    assert.equal(landingPlace('staff', null), '/desk')
    assert.equal(landingPlace('contact', null), '/portal')
  })

  it('an address of the other kind of reader, or of another site, is not followed', () => {
    assert.equal(landingPlace('contact', '/desk/cases/FL-1'), '/portal')
    assert.equal(landingPlace('staff', '/deskside'), '/desk')
    assert.equal(landingPlace('contact', '/admin'), '/portal')
    assert.equal(landingPlace('contact', '//elsewhere.example/portal'), '/portal')
    assert.equal(landingPlace('contact', 'https://elsewhere.example'), '/portal')
  })

  it('the door keeps the whole address', () => {
    const door = new URL(doorTo('/portal/cases?q=a&show=open'), 'http://localhost')
    assert.equal(door.searchParams.get('to'), '/portal/cases?q=a&show=open')
  })
})
