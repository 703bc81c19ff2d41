import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeFromName } from './code-from-name.ts'

test('a code is what a name comes to in plain letters', () => {
  assert.equal(codeFromName('Map Viewer'), 'map-viewer')
  assert.equal(codeFromName('  Übersicht 2.0!'), 'ubersicht-2-0')
  assert.equal(codeFromName('x'.repeat(80)).length, 60)
  assert.equal(codeFromName('日本'), '')
})
