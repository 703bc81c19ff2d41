import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownPlaceOf } from './own-place.ts'

test('a place of the product is kept, its search included', () => {
  for (const place of ['/desk', '/admin/people', '/portal/cases?show=solved&q=a%20b', '/desk/cases/FL-1'])
    assert.equal(ownPlaceOf(place), place)
})

test('another site, the door, the API and what is no address are not', () => {
  for (const place of [
    '//elsewhere.example/desk',
    'https://elsewhere.example/desk',
    '/\\elsewhere.example',
    '/deskside',
    '/signin',
    '/api/v1/me',
    '/desk/a b',
    '/desk\nx',
    '/desk#x',
    `/desk/${'a'.repeat(500)}`,
    null,
  ])
    assert.equal(ownPlaceOf(place), null)
})
