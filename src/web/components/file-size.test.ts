import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileSize } from './file-size.ts'

test('a size is said in the largest unit that leaves a number', () => {
  assert.equal(fileSize(812), '812 B')
  assert.equal(fileSize(34_800), '35 kB')
  assert.equal(fileSize(1_468_006), '1.5 MB')
  assert.equal(fileSize(25_000_000), '25 MB')
})
