import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dkimRecordText, judgeDkimRecord, nextSelector } from './dkim-record.ts'
import { judgeDmarcRecords, spfRecordsIn } from './dmarc-record.ts'

const key = `MIIBIjANBgkqhkiG9w0BAQ${'A'.repeat(300)}IDAQAB`
const text = dkimRecordText(key)

test('what stands at a key’s name is told apart, as providers get it wrong', () => {
  const table: [string[][], string][] = [
    [[], 'missing'],
    [[[text]], 'ok'],
    [[[text.slice(0, 255), text.slice(255)]], 'ok'],
    [[[`p=${key}; k=rsa;v=DKIM1`]], 'ok'],
    [[[text.slice(0, 255)], [text.slice(255)]], 'split'],
    [[[text.slice(255)], [text.slice(0, 255)]], 'split'],
    [[[text.slice(0, 255)]], 'cut_off'],
    [[[`"${text.slice(0, 255)}" "${text.slice(255)}"`]], 'quoted'],
    [[['v=DKIM1; k=rsa; p=']], 'revoked'],
    [[[dkimRecordText('MIIBother')]], 'other_key'],
    [[[text], ['v=DKIM1; p=MIIBother']], 'other_key'],
    [[['hello']], 'other_key'],
  ]
  for (const [rows, found] of table) assert.equal(judgeDkimRecord(rows, key), found, JSON.stringify(rows))
})

test('no selector is used twice', () => {
  const day = new Date('2026-11-23T10:00:00Z')
  assert.equal(nextSelector(day, []), 'fl20261123')
  assert.equal(nextSelector(day, ['fl20261123', 'fl202611232']), 'fl202611233')
})

test('DMARC and SPF count only where there is one record', () => {
  assert.deepEqual(judgeDmarcRecords(['v=DMARC1; p=reject; rua=mailto:a@b.example', 'x=1']), {
    code: 'ok',
    record: 'v=DMARC1; p=reject; rua=mailto:a@b.example',
    policy: 'reject',
  })
  assert.equal(judgeDmarcRecords([]).code, 'missing')
  assert.equal(judgeDmarcRecords(['v=DMARC1; p=none', 'v=DMARC1; p=none']).code, 'several')
  assert.equal(judgeDmarcRecords(['v=DMARC1; p=maybe']).code, 'broken')
  assert.deepEqual(spfRecordsIn(['v=spf1 -all', 'v=spf10', 'V=SPF1']), ['v=spf1 -all', 'V=SPF1'])
})
