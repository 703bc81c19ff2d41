import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import type { Content } from 'pdfmake/interfaces.js'
import { makePdf } from './make-pdf.ts'

const draw = (content: Content) => makePdf({ title: 'T', author: 'A', foot: 'F', content }, new Date(0))

describe('A document that is drawn', () => {
  it('fetches nothing, even where its own content asks for it', async (t) => {
    let asked = 0
    const canary = createServer((_request, response) => {
      asked += 1
      response.end('seen')
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    t.after(() => canary.close())
    const url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/pixel.png`
    await assert.rejects(draw([{ image: url, width: 10 }]), /denied|Invalid image/)
    assert.equal(asked, 0)
  })

  it('reads no file but its fonts, even where its own content asks for it', async () => {
    for (const image of ['/etc/hostname', 'file:///etc/hostname', import.meta.filename])
      await assert.rejects(draw([{ image, width: 10 }]), /denied/, image)
  })
})
