import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionNames } from '#app/permissions.ts'
import { permissionWords } from './permission-words.en.ts'

test('every permission is explained once, and nothing is explained that does not exist', () => {
  const explained = Object.values(permissionWords).flatMap((area) => Object.keys(area))
  assert.deepEqual(explained.toSorted(), [...permissionNames].toSorted())
})
