import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { buildMailWorld, type MailWorld } from '../../../../tests/support/build-mail-world.ts'

// Messages from public test suites, where they lie beside the project; none of them is part of it.
const folder = path.resolve(import.meta.dirname, '../../../../../shared/mail')
const skip = existsSync(folder) ? false : 'the shared mail set is not beside the project'

const zammad = (name: string) => `zammad/test/data/mail/${name}.box`
const enquiries = [
  zammad('mail002'),
  zammad('mail026'),
  zammad('mail045'),
  zammad('mail050'),
  zammad('mail074'),
  zammad('mail077'),
  zammad('mail088'),
  zammad('mail096'),
  zammad('mail097'),
  'chatwoot/only_text.eml',
]

const expectation = z.object({
  subject: z.string(),
  content_type: z.string(),
  body: z.string(),
  attachments: z.array(
    z.object({ filename: z.string(), sha256: z.string(), preferences: z.record(z.string(), z.unknown()) }),
  ),
})

/** The message with its first From header now ann's, byte for byte otherwise. */
function fromAnn(raw: Buffer): Buffer {
  const text = raw.toString('latin1').replace(/^From [^\r\n]*\r?\n/, '')
  return Buffer.from(
    text.replace(/^from:[^\n]*\n(?:[ \t][^\n]*\n)*/im, 'From: Ann <ann@alder.example>\n'),
    'latin1',
  )
}

const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

async function caseOf(world: MailWorld, raw: Buffer) {
  await world.deliver(raw, { from: 'ann@alder.example' })
  await world.runJobs()
  const [newest] = await world.query<{
    state: string
    subject: string
    body: string
    case_id: string
    due_at: Date
  }>(
    `select m.state, c.subject, e.body, m.case_id, k.due_at from inbound_mail m
     left join cases c on c.id = m.case_id
     left join entries e on e.case_id = c.id and e.kind = 'message'
     left join clocks k on k.case_id = c.id and k.kind = 'first_response'
     order by m.received_at desc, m.id desc limit 1`,
  )
  assert.ok(newest !== undefined)
  return newest
}

test(
  'Ten plain enquiries of the shared set arrive as cases with their texts, attachments and due times',
  { skip },
  async (t) => {
    const world = await buildMailWorld()
    t.after(() => world.close())
    for (const name of enquiries) {
      const found = await caseOf(world, fromAnn(await readFile(path.join(folder, name))))
      assert.equal(found.state, 'case', name)
      assert.ok(found.due_at instanceof Date, `${name} has a promised first reply`)
      const beside = path.join(folder, name.replace(/\.box$/, '.expected.json'))
      if (!name.endsWith('.box')) continue
      const expected = expectation.parse(JSON.parse(await readFile(beside, 'utf8')))
      assert.equal(found.subject, folded(expected.subject), name)
      // Where there is no text each product says so in its own words.
      const text = expected.body === 'no visible content' ? '(no text)' : folded(expected.body)
      if (expected.content_type === 'text/plain') assert.equal(folded(found.body), text, name)
      const files = await world.query<{ name: string; sha256: string }>(
        'select name, sha256 from files where case_id = $1 order by id',
        [found.case_id],
      )
      // Another reading of the same text is no attachment here.
      const sent = expected.attachments.filter(({ preferences }) => preferences['original-format'] !== true)
      const pairs = (list: { name: string; sha256: string }[]) =>
        list.map((file) => `${file.name} ${file.sha256}`).toSorted()
      assert.deepEqual(
        pairs(files),
        pairs(sent.map(({ filename, sha256 }) => ({ name: filename, sha256 }))),
        name,
      )
    }
  },
)

test('The text of a plain message is its text', { skip }, async (t) => {
  const world = await buildMailWorld()
  t.after(() => world.close())
  const raw = fromAnn(await readFile(path.join(folder, 'chatwoot/only_text.eml')))
  const found = await caseOf(world, raw)
  const own = raw
    .toString()
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join('\n\n')
  assert.equal(folded(found.body), folded(own))
  const [stored] = await world.query<{ raw_sha256: string }>('select raw_sha256 from inbound_mail')
  // SMTP carries CRLF line ends, whatever the file has.
  const onTheWire = raw.toString('latin1').replaceAll(/\r?\n/g, '\r\n')
  assert.equal(stored?.raw_sha256, createHash('sha256').update(onTheWire, 'latin1').digest('hex'))
})
