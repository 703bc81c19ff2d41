import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { namedAccount, type PossibleAccount } from './named-account.ts'

const alder: PossibleAccount = {
  contactId: 'at-alder',
  name: 'Alder Tools',
  products: [
    ['studio', 'Quillane Studio'],
    ['press', 'Quillane Press'],
  ],
}
const birch: PossibleAccount = {
  contactId: 'at-birch',
  name: 'Birch',
  products: [['studio', 'Quillane Studio']],
}
const short: PossibleAccount = { contactId: 'at-oak', name: 'Oak', products: [['vr', 'VR']] }
const longer: PossibleAccount = { contactId: 'at-birch-north', name: 'Birch North', products: [] }
const both = [alder, birch]

// oxfmt-ignore
const table: [what: string, subject: string, text: string, accounts: PossibleAccount[], expected: string | null][] = [
  ['nothing is named', 'It does not start', 'Please help', both, null],
  ['the subject is the name of one', 'Login fails at Birch', 'Please help', both, 'at-birch'],
  ['in any case and with any signs', 'ALDER   TOOLS: login', 'Please help', both, 'at-alder'],
  ['the name stands in the text only', 'Login fails', 'We at Birch cannot log in', both, null],
  ['only a part of the name', 'Alder cannot log in', 'Please help', both, null],
  ['both names', 'Alder Tools and Birch', 'Please help', both, null],
  ['a product only one of them has, in the subject', 'Quillane Press is blank', 'Please help', both, 'at-alder'],
  ['by its code, in the text', 'Blank page', 'It is press 8.2', both, 'at-alder'],
  ['a product that both have', 'Quillane Studio is slow', 'Please help', both, null],
  ['a product of one and the name of the other', 'Birch: Quillane Press is blank', '', both, null],
  ['the name and a product of the same', 'Alder Tools: Quillane Press is blank', '', both, 'at-alder'],
  ['the name of one within the name of another', 'From Birch North', '', [birch, longer], null],
  ['a name too short to mean it', 'The oak is fine', 'VR', [alder, short], null],
]
for (const [what, subject, text, accounts, expected] of table)
  test(`Which account a mail names: ${what}`, () => {
    assert.equal(namedAccount({ subject, text }, accounts), expected)
    assert.equal(namedAccount({ subject, text }, accounts.toReversed()), expected)
  })

test('Two accounts that cannot be told apart are never told apart, whatever is written', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (subject, text) => {
      const twin = { ...alder, contactId: 'twin' }
      assert.equal(namedAccount({ subject: `${subject} Alder Tools Press`, text }, [alder, twin]), null)
    }),
  )
})
