import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  type Found,
  isWanted,
  type MailboxPlace,
  placeAfter,
  placeInFolder,
  type Wishes,
} from './mailbox-wanted.ts'

const begunAt = new Date('2026-11-23T09:00:00.700Z')
const before = new Date('2026-11-20T09:00:00Z')
const after = new Date('2026-11-23T09:00:01Z')
const place: MailboxPlace = { uidValidity: 7, nextUid: 1, wholeFromUid: 10 }

describe('Which messages of a mailbox are fetched', () => {
  const table: [about: string, found: Found, takes: Wishes['takes'], wanted: boolean][] = [
    ['one that was there, read, is left', { uid: 3, isSeen: true, arrivedAt: before }, 'unread', false],
    ['one that was there, unread, is left', { uid: 3, isSeen: false, arrivedAt: before }, 'new', false],
    ['or fetched where that was chosen', { uid: 3, isSeen: false, arrivedAt: before }, 'unread', true],
    ['one that came since is fetched', { uid: 3, isSeen: false, arrivedAt: after }, 'new', true],
    ['also if somebody has read it', { uid: 3, isSeen: true, arrivedAt: after }, 'new', true],
    [
      'also in the same second',
      { uid: 3, isSeen: false, arrivedAt: new Date('2026-11-23T09:00:00Z') },
      'new',
      true,
    ],
    [
      'what came after the folder was opened is fetched',
      { uid: 10, isSeen: true, arrivedAt: before },
      'new',
      true,
    ],
  ]
  for (const [about, found, takes, wanted] of table)
    it(about, () => assert.equal(isWanted(found, place, { takes, begunAt }), wanted))

  it('nothing below the place is fetched again', () => {
    const later = { ...place, nextUid: 5 }
    assert.equal(
      isWanted({ uid: 4, isSeen: false, arrivedAt: after }, later, { takes: 'unread', begunAt }),
      false,
    )
  })

  it('the same numbering goes on, another begins anew and wants all that comes from now on', () => {
    assert.deepEqual(placeInFolder(place, { uidValidity: 7, uidNext: 40 }), place)
    const anew = { uidValidity: 8, nextUid: 1, wholeFromUid: 40 }
    assert.deepEqual(placeInFolder(place, { uidValidity: 8, uidNext: 40 }), anew)
    assert.deepEqual(placeInFolder(null, { uidValidity: 8, uidNext: 40 }), anew)
  })

  it('the place never goes back, never passes one that failed, and passes all else', () => {
    const uid = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(
        uid,
        uid,
        fc.uniqueArray(uid),
        fc.uniqueArray(uid),
        (nextUid, wholeFromUid, some, failing) => {
          const found = some.filter((one) => one >= nextUid)
          const failed = failing.filter((one) => found.includes(one))
          const next = placeAfter({ uidValidity: 7, nextUid, wholeFromUid }, found, failed)
          assert.ok(next.nextUid >= nextUid)
          for (const one of failed) assert.ok(next.nextUid <= one)
          if (failed.length === 0) for (const one of found) assert.ok(next.nextUid > one)
        },
      ),
    )
  })
})
