import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deviceWords } from './device-words.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

describe('A device', () => {
  const examples: [string | null, string][] = [
    [`${windows} Chrome/131.0.0.0 Safari/537.36`, 'Chrome on Windows'],
    [`${windows} Chrome/131.0.0.0 Safari/537.36 Edg/131.0`, 'Edge on Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      'Safari on Mac',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.0', 'A device that does not say what it is'],
    [null, 'A device that does not say what it is'],
  ]
  for (const [userAgent, words] of examples) {
    it(`is “${words}” for ${userAgent?.slice(0, 40)}`, () => assert.equal(deviceWords(userAgent), words))
  }
})
