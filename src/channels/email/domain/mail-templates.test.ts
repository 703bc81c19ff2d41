import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkTemplate } from './check-template.ts'
import { exampleValues } from './example-values.ts'
import { mailPageOfText } from './mail-layout.ts'
import { mailLanguageOf, mailLanguages, templateKind, templateKinds } from './mail-template-kinds.ts'
import { renderTemplate } from './render-template.ts'
import { shippedTemplates } from './shipped-templates.ts'
import { firstReplySentence } from './template-phrases.ts'

for (const language of mailLanguages) {
  test(`our words in ${language} are in order for every kind, and leave no place open`, () => {
    for (const kind of templateKinds) {
      const text = shippedTemplates[language][kind]
      assert.deepEqual(checkTemplate(kind, text), [], kind)
      const { subject, body } = renderTemplate(kind, text, exampleValues(kind, language, 'Vendor'))
      assert.doesNotMatch(`${subject}\n${body}`, /\{\{|\}\}|undefined/, kind)
      for (const name of templateKind(kind).required)
        assert.ok(text.body.includes(`{{${name}}}`), `${kind}: ${name}`)
    }
  })
}

test('a mistake is named with its place, and with what was probably meant', () => {
  const problems = checkTemplate('case_received', {
    subject: 'Re: {{subject}} {{first_reply}}',
    body: 'Hello {{nmae}},\n\nabout {{ reference }} and {{link}} }}',
  })
  assert.deepEqual(
    problems.map(({ field, line, column, code, name, meant }) => [field, line, column, code, name, meant]),
    [
      ['subject', 1, 17, 'not_in_subject', 'first_reply', null],
      ['body', 1, 7, 'unknown', 'nmae', 'name'],
      ['body', 3, 27, 'not_in_this_mail', 'link', null],
      ['body', 3, 36, 'broken', '}}', null],
    ],
  )
  const bare = checkTemplate('sign_in_link', { subject: 'Hello', body: 'No way in.' })
  assert.deepEqual(
    bare.map(({ code, name }) => [code, name]),
    [['missing', 'link']],
  )
})

test('LO-08: rendering refuses what people write in a mail to anybody, whoever put its place there', () => {
  const text = { subject: 'Hello', body: 'Hello {{name}}, {{vendor}}' }
  const values = { name: 'BUY https://spam.example', vendor: 'Vendor' }
  for (const kind of templateKinds.filter((one) => templateKind(one).toAnyone))
    assert.throws(() => renderTemplate(kind, text, values), /only fixed words/, kind)
  // Control: where it may stand, it does.
  assert.match(renderTemplate('case_received', text, values).body, /BUY/)
})

test('what people write is put in once: no place in it is filled, no line of it is another header', () => {
  const text = { subject: '{{subject}} [{{reference}}]', body: '{{message}}' }
  const anything = fc.oneof(
    fc.string(),
    fc.constantFrom('{{vendor}}', '{{link}}', 'a\r\nBcc: b@c.example', '$&', '$1'),
  )
  fc.assert(
    fc.property(anything, anything, (subject, message) => {
      const made = renderTemplate('reply', text, { subject, message, reference: 'FL-1', vendor: 'SECRET' })
      assert.doesNotMatch(made.subject, /\p{Cc}/v)
      assert.equal(made.body.includes('SECRET') || made.subject.includes('SECRET'), false)
      assert.ok(made.body === message.trim() || message.trim() === '' || /\n{2,}/.test(message))
    }),
  )
})

test('HTML mail shows what was written as text, and fetches nothing from anywhere', () => {
  const hostile = '<img src=https://track.example/a.png> <script>x</script> "\'&'
  const page = mailPageOfText(`${hostile}\n\nSee https://a.example/x?b=1&c=2.\n  two`, { language: 'en' })
  assert.doesNotMatch(page, /<img|<script|url\(|@import|<link/i)
  assert.match(page, /&lt;img src=/)
  assert.match(
    page,
    /<a\s+href="https:\/\/a\.example\/x\?b=1&amp;c=2"[^>]*>https:\/\/a\.example\/x\?b=1&amp;c=2<\/a\s*>\./,
  )
  assert.match(page, /prefers-color-scheme: dark/)
})

test('XS-14: HTML in a reply leaves as the text it is, with nothing to fetch', () => {
  const pasted =
    '<p onclick="x()">Hi</p><img src="https://track.example/p.gif"><style>@import url(//x)</style>'
  const { body } = renderTemplate('reply', shippedTemplates.en.reply, {
    ...exampleValues('reply', 'en', 'Vendor'),
    message: pasted,
  })
  const page = mailPageOfText(body, { language: 'en' })
  assert.doesNotMatch(page, /<img|<p onclick|<style>@import/)
  assert.match(page, /&lt;p onclick=/)
})

test('the first reply is named on the reader’s own clock, in their language', () => {
  const dueMs = Date.UTC(2026, 10, 23, 13, 30)
  const table = [
    ['en', /by Monday,? 23 November 2026 at 14:30 \(Europe\/Warsaw\)/],
    ['de', /bis Montag, 23\. November 2026 um 14:30 \(Europe\/Warsaw\)/],
    ['fr', /le lundi 23 novembre 2026 à 14:30 \(Europe\/Warsaw\)/],
    ['es', /el lunes, 23 de noviembre de 2026, 14:30 \(Europe\/Warsaw\)/],
  ] as const
  for (const [language, words] of table) {
    assert.match(firstReplySentence(language, dueMs, 'Europe/Warsaw'), words)
    assert.doesNotMatch(firstReplySentence(language, null, 'UTC'), /2026|UTC/)
  }
})

test('a tag is read by its language alone', () => {
  const table = [
    ['de-AT', 'de'],
    ['FR', 'fr'],
    ['es_MX', 'es'],
    ['pt-BR', undefined],
    ['', undefined],
    [null, undefined],
  ] as const
  for (const [tag, language] of table) assert.equal(mailLanguageOf(tag), language)
})
