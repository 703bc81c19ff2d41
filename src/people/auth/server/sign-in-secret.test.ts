import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { readSignInSecret } from './sign-in-secret.ts'

describe('The secret of the sign-in', () => {
  it('is made once, for its owner’s eyes only', (test) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fourline-secret-'))
    test.after(() => rmSync(folder, { recursive: true }))
    const secret = readSignInSecret(path.join(folder, 'data'))
    assert.ok(secret.length >= 40)
    assert.equal(readSignInSecret(path.join(folder, 'data')), secret)
    assert.deepEqual(readdirSync(path.join(folder, 'data')), ['sign-in.secret'])
    assert.equal(statSync(path.join(folder, 'data', 'sign-in.secret')).mode & 0o777, 0o600)
  })

  it('is refused when its file is damaged', (test) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fourline-secret-'))
    test.after(() => rmSync(folder, { recursive: true }))
    writeFileSync(path.join(folder, 'sign-in.secret'), '')
    assert.throws(() => readSignInSecret(folder), /damaged/)
  })
})
