import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { linkCases } from '#desk/cases/server/link-cases.ts'
import { listLinks } from '#desk/cases/server/list-links.ts'
import { unlinkCases } from '#desk/cases/server/unlink-cases.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let stranger: TestContact
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app))
  stranger = await buildContact(app, await buildAccount(app))
})
after(() => app.close())

const agent = () => app.context(vendor.agent.actor)
const codeOf = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code
const build = async (by = contact) => (await buildCase(app, { by })).reference
const linksOf = async (reference: string) =>
  (await listLinks(agent(), { reference })).items.map(({ kind, outward, case: far }) => [
    kind,
    outward,
    far.reference,
  ])

test('a link stands on both cases, once, and goes from both', async () => {
  const [a, b] = [await build(), await build(stranger)]
  const made = await linkCases(agent(), { reference: a, kind: 'related', other: b })
  const again = await linkCases(agent(), { reference: b, kind: 'related', other: a })
  assert.equal(again.id, made.id)
  assert.deepEqual([await linksOf(a), await linksOf(b)], [[['related', true, b]], [['related', false, a]]])
  await unlinkCases(agent(), { reference: b, id: made.id })
  await unlinkCases(agent(), { reference: b, id: made.id })
  assert.deepEqual([await linksOf(a), await linksOf(b)], [[], []])
})

test('two people who link the same two cases make one link', async () => {
  const [a, b] = [await build(), await build()]
  await Promise.all([
    linkCases(agent(), { reference: a, kind: 'related', other: b }),
    linkCases(agent(), { reference: b, kind: 'related', other: a }),
  ])
  assert.equal((await linksOf(a)).length, 1)
})

test('what cannot be linked is refused', async () => {
  const [a, b, strange] = [await build(), await build(), await build(stranger)]
  const refused = (kind: 'related' | 'duplicate_of' | 'follow_up_of', other: string, code: string) =>
    assert.rejects(linkCases(agent(), { reference: a, kind, other }), codeOf(code))
  await refused('related', a, 'same_case')
  await refused('duplicate_of', strange, 'other_account')
  await refused('follow_up_of', strange, 'other_account')
  await refused('related', 'FL-1', 'not_found')
  await linkCases(agent(), { reference: a, kind: 'related', other: b })
  await refused('duplicate_of', b, 'linked_otherwise')
})

test('a link of another case is not removed through this one', async () => {
  const [a, b, c] = [await build(), await build(), await build()]
  const { id } = await linkCases(agent(), { reference: a, kind: 'related', other: b })
  await unlinkCases(agent(), { reference: c, id })
  assert.equal((await linksOf(a)).length, 1)
})

test('a follow-up that a customer causes is linked, and links stay the desk’s own', async () => {
  const solved = new Date(Date.now() - 20 * 86_400_000)
  const { reference } = await buildSolvedCase(app, { by: contact, agent: vendor.agent, at: solved })
  await writeAs(app, contact, { reference, at: app.now, body: 'It is back.' })
  const links = await linksOf(reference)
  assert.deepEqual(
    links.map(([kind, outward]) => [kind, outward]),
    [['follow_up_of', false]],
  )
  await assert.rejects(listLinks(app.context(contact.actor), { reference }), codeOf('permission_missing'))
  const seen = await app
    .context(contact.actor)
    .transaction((tx) => tx.selectFrom('case_links').selectAll().execute())
  assert.deepEqual(seen, [])
})
