import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedProduct } from './named-product.ts'

const products = [
  { code: 'studio', name: 'Quillane Studio', kind: 'platform' },
  { code: 'mapviewer', name: 'Map Viewer', kind: 'marketplace' },
  { code: 'labels', name: 'Label Studio Plus', kind: 'marketplace' },
] as const

for (const [subject, text, found] of [
  ['Map Viewer shows no tiles', 'Since this morning.', 'mapviewer'],
  ['map viewer: no tiles', '', 'mapviewer'],
  ['Question about MAP-VIEWER', 'How do I print?', 'mapviewer'],
  ['mapviewer is slow', '', 'mapviewer'],
  ['Labels come out empty', 'We use Map Viewer as well.', null],
  ['Our map viewers meet today', '', null],
  ['It does not start', 'Map Viewer shows no tiles.', null],
  ['Map Viewer in Quillane Studio', '', null],
  ['Map Viewer shows no tiles', 'It is inside the studio form.', null],
  ['Map Viewer shows no tiles', 'We opened it from Quillane.', null],
  ['Map Viewer and labels', '', null],
  ['', '', null],
] as const)
  test(`“${subject}”, “${text}”: ${found ?? 'people read it'}`, () => {
    assert.equal(namedProduct({ subject, text }, products)?.code ?? null, found)
  })

test('a product whose name shares a word with the platform’s is found by its whole name', () => {
  const mail = { subject: 'Label Studio Plus prints nothing', text: '' }
  // “studio” is also the code of the platform product: that is doubt enough.
  assert.equal(namedProduct(mail, products), null)
  assert.equal(namedProduct(mail, [{ ...products[0], code: 'platform' }, products[2]])?.code, 'labels')
})
