import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboutProxy } from './about-proxy.ts'

test('health says what to set where an installation is reached by https and believes no proxy', () => {
  const states = (publicUrl: string, trustsProxy: boolean) =>
    aboutProxy(publicUrl, trustsProxy).map(({ state }) => state)
  assert.deepEqual(states('https://support.vendor.example', false), ['warn'])
  assert.deepEqual(states('https://support.vendor.example', true), ['ok'])
  assert.deepEqual(states('http://127.0.0.1:3000', false), [])
})
