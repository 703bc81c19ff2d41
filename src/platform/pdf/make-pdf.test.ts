import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Content } from 'pdfmake/interfaces.js'
import { makePdf } from './make-pdf.ts'
import { openCanary } from '../../../tests/support/open-canary.ts'

const draw = (content: Content) => makePdf({ title: 'T', author: 'A', foot: 'F', content }, new Date(0))

describe('A document that is drawn', () => {
  it('fetches nothing, even where its own content asks for it', async (t) => {
    const { url, asked } = await openCanary(t)
    await assert.rejects(draw([{ image: url, width: 10 }]), /denied|Invalid image/)
    assert.equal(asked(), 0)
  })

  it('reads no file but its fonts, even where its own content asks for it', async () => {
    for (const image of ['/etc/hostname', 'file:///etc/hostname', import.meta.filename])
      await assert.rejects(draw([{ image, width: 10 }]), /denied/, image)
  })
})
