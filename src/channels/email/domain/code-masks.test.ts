import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeMask, maskCodes } from './code-masks.ts'

const hidden = (body: string, subject = '') => maskCodes({ subject, body }).hidden

test('A code near a word for it is hidden, in many languages and forms', () => {
  const bodies = [
    'Your code is 482913.',
    'Your verification code:\n\n482 913\n\nIt expires in ten minutes.',
    'Use 482-913 to sign in.',
    'G-482913 is your verification code',
    'Enter the one-time password 4829 1377',
    'Ihr Bestätigungscode lautet 482913',
    'Votre code de vérification : 482913',
    'Su código es 482913',
    'Twój kod: 482913',
    'Ваш код подтверждения 482913',
    'コード：482913',
    '验证码 482913，请勿告诉他人',
    'Your backup code is 8F3K-2Q7M',
    'PIN: 4829',
  ]
  for (const body of bodies) {
    const masked = maskCodes({ subject: '', body })
    assert.equal(masked.hidden, 1, body)
    assert.ok(masked.body.includes(codeMask) && !/482|8F3K/.test(masked.body), masked.body)
  }
})

test('The subject tells what the text is about, and the other way round', () => {
  assert.equal(hidden('482913', 'Your login code'), 1)
  assert.equal(maskCodes({ subject: '482913', body: 'That is your sign-in code.' }).subject, codeMask)
})

test('A link that lets somebody in is hidden but for its host; a plain one stays', () => {
  const lettingIn = [
    'https://app.example/verify?t=1',
    'https://app.example/invite/abc',
    'https://app.example/x?k=Zk3u8Qm1xT7w2Pd9',
    'https://app.example/reset-password/1',
  ]
  for (const link of lettingIn)
    assert.equal(
      maskCodes({ subject: '', body: `Open ${link} now` }).body,
      `Open https://app.example/${codeMask} now`,
    )
  for (const link of ['https://app.example', 'https://app.example/help/maps', 'https://app.example/a?page=2'])
    assert.equal(hidden(`See ${link}`), 0, link)
})

test('What nobody calls a code stays as it was written', () => {
  for (const body of [
    'The import of 48213 rows fails since 2026-11-02.',
    'We run 9.1.4 on 12 machines, ticket 482913.',
    'Call us at 030 123456.',
  ])
    assert.deepEqual(maskCodes({ subject: 'Import fails', body }), {
      subject: 'Import fails',
      body,
      hidden: 0,
    })
})

test('No code of six digits beside its word is ever left, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100_000, max: 999_999 }),
      fc.lorem({ maxCount: 30 }),
      fc.lorem({ maxCount: 30 }),
      (code, before, after) => {
        const { body } = maskCodes({ subject: '', body: `${before}\nYour code: ${code}\n${after}` })
        assert.ok(!body.includes(String(code)))
      },
    ),
  )
})
