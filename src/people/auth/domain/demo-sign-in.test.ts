import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demoSignInIsOpen } from './demo-sign-in.ts'

const local = { host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' }

describe('Demo sign-ins', () => {
  for (const host of ['127.0.0.1', '127.8.9.1', 'localhost', '::1']) {
    it(`are open while it listens on ${host}`, () =>
      assert.ok(demoSignInIsOpen({ ...local, host }, ['host', 'cookie'])))
  }
  for (const host of ['0.0.0.0', '::', '192.0.2.1', '', 'support.vendor.example', 'localhost.evil.example']) {
    it(`are closed while it listens on “${host}”`, () =>
      assert.ok(!demoSignInIsOpen({ ...local, host }, ['host'])))
  }
  for (const publicUrl of ['http://localhost:3000', 'http://[::1]:3000', 'http://127.1/']) {
    it(`are open while it is announced as ${publicUrl}`, () =>
      assert.ok(demoSignInIsOpen({ ...local, publicUrl }, [])))
  }
  for (const publicUrl of ['https://support.vendor.example', 'http://127.0.0.1.evil.example', 'nonsense']) {
    it(`are closed while it is announced as ${publicUrl}`, () =>
      assert.ok(!demoSignInIsOpen({ ...local, publicUrl }, [])))
  }
  for (const header of [
    'forwarded',
    'x-forwarded-for',
    'X-Forwarded-Host',
    'x-forwarded-proto',
    'x-forwarded-anything',
  ]) {
    it(`are closed to a request with ${header}`, () => assert.ok(!demoSignInIsOpen(local, ['host', header])))
  }
})
