import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createMailReaders, type MailReaders } from './mail-readers.ts'
import { mailLimits } from './mail-limits.ts'
import { parseMail, readerScript } from './parse-mail.ts'

const script = new URL('../../../../tests/support/breaking-reader.ts', import.meta.url)
const opened: MailReaders[] = []
function readers(count: number, by = script): MailReaders {
  const made = createMailReaders({ count, script: by })
  opened.push(made)
  return made
}
after(() => {
  for (const one of opened) one.close()
})

const mail = (subject: string) =>
  Buffer.from(`From: Ann <ann@alder.example>\r\nSubject: ${subject}\r\n\r\nHi`)

/** What became of it, in one word or sentence. */
async function fate(by: MailReaders, subject: string): Promise<string> {
  const parsed = await parseMail(mail(subject), by)
  return parsed.ok ? `read ${parsed.mail.subject}` : parsed.problem
}

test('A message that crashes, holds up or fills its reader fails alone, and others are read meanwhile', async () => {
  const two = readers(2)
  let longestGap = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longestGap = Math.max(longestGap, performance.now() - last)
    last = performance.now()
  }, 5)
  const poison = ['crash', 'fill', 'hang'].map((what) => fate(two, what))
  const others = Array.from({ length: 20 }, (_, at) => fate(two, `fine ${at}`))
  assert.deepEqual(await Promise.all(poison), [
    'Reading it failed.',
    'Reading it took too much memory.',
    'Reading it took too long.',
  ])
  assert.deepEqual(
    await Promise.all(others),
    others.map((_, at) => `read fine ${at}`),
  )
  clearInterval(beat)
  assert.ok(longestGap < 1_000, `the event loop stood still for ${Math.round(longestGap)} ms`)
  assert.ok(two.peaks().bytes < 300_000_000, `${two.peaks().bytes} bytes`)
  assert.ok(two.peaks().milliseconds < mailLimits.readingMs + 1_000)
})

test('After a message that crashed every reader it was given to, the next one is read', async () => {
  const one = readers(1)
  assert.equal(await fate(one, 'crash'), 'Reading it failed.')
  assert.equal(await fate(one, 'fine'), 'read fine')
})

test('A reader may not write, connect, start programs or see what the server was started with', async () => {
  process.env.FOURLINE_TEST_SECRET = 'secret'
  const one = readers(1)
  for (const what of ['write', 'connect', 'spawn', 'environment']) {
    assert.equal(await fate(one, what), `read no ${what}`)
  }
})

test('The reader of the product reads what is given to it, one after another, with its attachments', async () => {
  const one = readers(1, readerScript)
  const head = 'From: ann@alder.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
  const part = (name: string) => `--b\r\nContent-Type: image/png; name=${name}\r\n\r\n${name} bytes\r\n`
  for (const names of [['a', 'b'], [], ['c']]) {
    const parsed = await parseMail(Buffer.from(`${head}${names.map(part).join('')}--b--`), one)
    assert.ok(parsed.ok)
    assert.deepEqual(
      parsed.contents.map((content) => Buffer.from(content).toString()),
      names.map((name) => `${name} bytes`),
    )
  }
})
