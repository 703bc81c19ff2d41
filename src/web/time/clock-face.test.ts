import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kitSay as say } from '../words/i18n.ts'
import {
  clockFace,
  clockShareUsed,
  clockWords,
  clockWordsBelowName,
  metricWords,
  type ClockView,
} from './clock-face.ts'
import { clockShapes } from './clock-shapes.ts'

const format = { locale: 'en-GB', timeZone: 'UTC' }
const now = Date.parse('2026-11-24T12:00:00Z')
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()

function running(minutesLeft: number, targetMinutes?: number): ClockView {
  return {
    kind: 'first_response',
    state: 'running',
    dueAt: at(minutesLeft),
    guaranteed: true,
    targetMinutes,
  }
}

test('a four-hour promise is due soon in its last hour and imminent in its last 24 minutes', () => {
  assert.equal(clockFace(running(61, 240), now), 'track')
  assert.equal(clockFace(running(60, 240), now), 'soon')
  assert.equal(clockFace(running(25, 240), now), 'soon')
  assert.equal(clockFace(running(24, 240), now), 'imminent')
})

test('a promise of 30 minutes starts calm: soon at 15, imminent at 5', () => {
  assert.equal(clockFace(running(16, 30), now), 'track')
  assert.equal(clockFace(running(15, 30), now), 'soon')
  assert.equal(clockFace(running(5, 30), now), 'imminent')
})

test('a very short promise is never amber from the start', () => {
  assert.equal(clockFace(running(6, 10), now), 'track')
  assert.equal(clockFace(running(5, 10), now), 'soon')
})

test('at its due time a clock is overdue, whatever the server has noticed', () => {
  assert.equal(clockFace(running(0, 240), now), 'overdue')
  assert.equal(clockFace({ ...running(-12, 240), state: 'breached' }, now), 'overdue')
})

test('a breached clock that has stopped is missed, not overdue', () => {
  const missed: ClockView = {
    ...running(-30, 60),
    state: 'breached',
    startedAt: at(-90),
    stoppedAt: at(-18),
  }
  assert.equal(clockFace(missed, now), 'missed')
  assert.deepEqual(clockWords(missed, now, say, format), {
    metric: 'First reply missed by',
    time: '12 min',
  })
})

test('chips say the metric and the time to the deadline', () => {
  assert.deepEqual(clockWords(running(52, 480), now, say, format), {
    metric: 'First reply',
    time: '52 min',
  })
  assert.deepEqual(clockWords(running(4, 60), now, say, format), {
    metric: 'First reply',
    time: '4 min!',
  })
  assert.deepEqual(clockWords(running(-12, 60), now, say, format), {
    metric: 'First reply',
    time: '12 min over',
  })
})

test('a paused clock says what is left of it', () => {
  const paused: ClockView = {
    kind: 'resolution',
    state: 'paused',
    dueAt: null,
    targetMinutes: 1440,
    elapsedMs: 15 * 3_600_000,
  }
  assert.deepEqual(clockWords(paused, now, say, format), {
    metric: 'Resolution paused',
    time: '9 h left',
  })
})

test('a met clock says how long it took', () => {
  const met: ClockView = { ...running(18, 60), state: 'met', startedAt: at(-42), stoppedAt: at(0) }
  assert.deepEqual(clockWordsBelowName(met, now, say, format), {
    metric: 'Met in',
    time: '42 min',
  })
  assert.equal(clockShareUsed(met, now), 0.7)
})

test('each threshold is the larger of a share and some minutes, and never more than a part of the target', () => {
  // Target, due soon from, imminent from, all in minutes: max(25 %, 15) up to 50 %, max(10 %, 5) up to 25 %.
  const table = [
    [4, 2, 1],
    [10, 5, 2.5],
    [20, 10, 5],
    [30, 15, 5],
    [60, 15, 6],
    [240, 60, 24],
    [1_440, 360, 144],
  ] as const
  for (const [target, soon, imminent] of table) {
    const faces = [soon + 0.1, soon, imminent + 0.1, imminent, 0.1, 0].map((left) =>
      clockFace(running(left, target), now),
    )
    assert.deepEqual(faces, ['track', 'soon', 'soon', 'imminent', 'imminent', 'overdue'], `${target} min`)
  }
})

/** One clock in each of the looks of a chip. */
const looks: Record<string, ClockView> = {
  track: running(200, 240),
  soon: running(50, 240),
  imminent: running(20, 240),
  overdue: running(-12, 240),
  paused: { ...running(0, 240), state: 'paused', dueAt: null, elapsedMs: 0 },
  met: { ...running(18, 60), state: 'met', startedAt: at(-42), stoppedAt: at(0) },
  missed: { ...running(-30, 60), state: 'breached', startedAt: at(-90), stoppedAt: at(-18) },
}

test('without any colour, each state still has a shape of its own, and words that say it', () => {
  const shapes = Object.keys(looks).map((face) =>
    JSON.stringify(clockShapes[face as keyof typeof clockShapes]),
  )
  assert.equal(new Set(shapes).size, shapes.length)
  const words = Object.entries(looks).map(([face, clock]) => {
    assert.equal(clockFace(clock, now), face)
    const { metric, time } = clockWords(clock, now, say, format)
    return `${metric} ${time}`
  })
  assert.deepEqual(words, [
    'First reply 3 h 20 m',
    'First reply 50 min',
    'First reply 20 min!',
    'First reply 12 min over',
    'First reply paused 4 h left',
    'First reply met in 42 min',
    'First reply missed by 12 min',
  ])
})

test('what is only tracked is called a target in every state, and what is promised never is', () => {
  for (const clock of Object.values(looks)) {
    assert.match(metricWords({ ...clock, guaranteed: false }, say), /^First reply target$/)
    assert.match(clockWords({ ...clock, guaranteed: false }, now, say, format).metric, /target/)
    assert.doesNotMatch(clockWords(clock, now, say, format).metric, /target/)
  }
  assert.equal(metricWords({ ...running(20, 60), kind: 'line', guaranteed: false }, say), 'Line target')
})
