import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { createResolver, demoZone, zoneResolver } from './dns.ts'

test('A zone answers as DNS does: lists of strings, and errors for what is not there', async () => {
  const resolve = zoneResolver({
    'Cust.example': {
      TXT: ['v=spf1 -all', ['long ', 'value']],
      MX: ['10 mx.cust.example'],
      A: ['192.0.2.1'],
    },
    '_dmarc.cust.example': { TXT: ['v=DMARC1; p=reject'] },
  })
  assert.deepEqual(await resolve('cust.EXAMPLE.', 'TXT'), [['v=spf1 -all'], ['long ', 'value']])
  assert.deepEqual(await resolve('cust.example', 'MX'), [{ priority: 10, exchange: 'mx.cust.example' }])
  assert.deepEqual(await resolve('cust.example', 'A'), ['192.0.2.1'])
  await assert.rejects(resolve('cust.example', 'AAAA'), { code: 'ENODATA' })
  await assert.rejects(resolve('example', 'TXT'), { code: 'ENODATA' })
  await assert.rejects(resolve('other.example', 'TXT'), { code: 'ENOTFOUND' })
})

test('A zone file answers instead of DNS; of the demo’s domains it keeps what it does not speak of', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-zone-'))
  const zoneFile = path.join(folder, 'zone.json')
  await writeFile(zoneFile, JSON.stringify({ 'basic.example': { TXT: ['v=spf1 -all'] } }))
  try {
    const resolve = await createResolver({ zoneFile, demo: true })
    assert.deepEqual(await resolve('basic.example', 'TXT'), [['v=spf1 -all']])
    await assert.rejects(resolve('_dmarc.basic.example', 'TXT'), { code: 'ENOTFOUND' })
    assert.deepEqual(await resolve('_dmarc.premium.example', 'TXT'), [['v=DMARC1; p=reject']])
    await assert.rejects(resolve('fourline.example', 'TXT'), { code: 'ENOTFOUND' })
    const plain = await createResolver({ zoneFile, demo: false })
    await assert.rejects(plain('premium.example', 'TXT'), { code: 'ENOTFOUND' })
    await writeFile(zoneFile, '{"x": []}')
    await assert.rejects(createResolver({ zoneFile, demo: false }), /cannot be read/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('In demo mode the demo’s own domains are answered without DNS', async () => {
  const resolve = await createResolver({ demo: true })
  assert.deepEqual(await resolve('vendor.example', 'TXT'), [['v=spf1 ip4:127.0.0.1 -all']])
  await assert.rejects(resolve('selector._domainkey.vendor.example', 'TXT'), { code: 'ENOTFOUND' })
  assert.equal(Object.keys(demoZone).length, 8)
})
