import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { movesBetween, placesFor, turnsByRank } from './rank-order.ts'

const letters = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 12 })

describe('places', () => {
  const table: [wanted: string, held: number[], taken: number[], places: Record<string, number>][] = [
    ['', [], [], {}],
    ['abc', [], [], { a: 1, b: 2, c: 3 }],
    ['ba', [1, 3], [2], { b: 1, a: 3 }],
    ['a', [3], [2], { a: 3 }],
    ['xab', [1, 3], [2], { x: 1, a: 3, b: 4 }],
    ['ax', [199], [200], { a: 1, x: 199 }],
  ]
  for (const [wanted, held, taken, places] of table) {
    test(`of “${wanted}”, who held ${JSON.stringify(held)}, around ${JSON.stringify(taken)}`, () => {
      assert.deepEqual(Object.fromEntries(placesFor([...wanted], held, taken)), places)
    })
  }

  test('are in the wanted order, never one that is taken, and beyond two hundred only with more cases', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 200 })
    fc.assert(
      fc.property(some, fc.nat(200), fc.nat(20), (used, taking, added) => {
        const [taken, held] = [used.slice(0, taking), used.slice(taking)]
        const wanted = Array.from({ length: held.length + added }, (_, index) => `case ${index}`)
        const places = [...placesFor(wanted, held, taken).values()]
        assert.equal(places.length, wanted.length)
        assert.deepEqual(
          places,
          [...new Set(places)].toSorted((a, b) => a - b),
        )
        assert.ok(places.every((place) => place > 0 && !taken.includes(place)))
        assert.equal(
          places.some((place) => place > 200),
          wanted.length + taken.length > 200,
        )
        if (added === 0)
          assert.deepEqual(
            places,
            held.toSorted((a, b) => a - b),
          )
      }),
    )
  })
})

describe('moves', () => {
  const table: [before: string, after: string, moves: string][] = [
    ['abc', 'abc', ''],
    ['', 'ab', 'a added, b added'],
    ['abc', 'ac', 'b removed'],
    ['abcd', 'dabc', 'd up'],
    ['abcd', 'bcda', 'a down'],
    ['abc', 'axc', 'b removed, x added'],
  ]
  for (const [before, after, moves] of table) {
    test(`from “${before}” to “${after}”: ${moves || 'none'}`, () => {
      const found = movesBetween([...before], [...after]).map(({ id, to }) => `${id} ${to}`)
      assert.equal(found.join(', '), moves)
    })
  }

  test('of one drag are one, whatever is dragged where', () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (before, from, to) => {
        fc.pre(before.length > 1)
        const after = [...before]
        const [moved] = after.splice(from % before.length, 1)
        after.splice(to % before.length, 0, moved ?? '')
        assert.ok(movesBetween(before, after).length <= 1)
      }),
    )
  })
})

describe('turns within one due time', () => {
  const cases = (text: string) =>
    text.split(' ').map((one) => ({ id: one.charAt(0), place: one.length > 1 ? Number(one.slice(1)) : null }))
  const table: [cases: string, order: string][] = [
    ['a b c', 'abc'],
    ['a b c1', 'cab'],
    ['a2 b c1', 'cab'],
    ['a9 b3 c7', 'bca'],
  ]
  for (const [given, order] of table) {
    test(`${given} go ${order}`, () => {
      assert.equal([...turnsByRank(cases(given)).values()].join(''), order)
    })
  }

  test('go to each case once, ranked ones by rank before the rest by receipt, and to nobody else', () => {
    const one = fc.record({ id: fc.uuid(), place: fc.option(fc.integer({ min: 1, max: 200 })) })
    const group = fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 30 })
    fc.assert(
      fc.property(group, (given) => {
        const turns = turnsByRank(given)
        assert.deepEqual([...turns.keys()], given.map(({ id }) => id).toSorted())
        assert.deepEqual([...turns.values()].toSorted(), [...turns.keys()])
        const keyOf = (id: string): [number, string] => [
          given.find((two) => two.id === id)?.place ?? 1000,
          id,
        ]
        const keys = [...turns.values()].map(keyOf)
        assert.deepEqual(
          keys,
          keys.toSorted(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)),
        )
      }),
    )
  })
})
