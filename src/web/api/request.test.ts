import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProblem } from './api-problem.ts'
import { urlOf } from './request.ts'

test('a path is filled with encoded values and absent query values are left out', () => {
  const url = urlOf('/api/v1/cases/{reference}', { reference: 'FL-1/2' }, { q: 'a b', line: undefined })
  assert.equal(url, '/api/v1/cases/FL-1%2F2?q=a+b')
})

test('a list in the query repeats its name', () => {
  assert.equal(urlOf('/cases', undefined, { status: ['new', 'solved'] }), '/cases?status=new&status=solved')
})

test('a problem document keeps its code, its fields and its decision', () => {
  const body = JSON.stringify({
    title: 'Not included',
    code: 'channel_not_included',
    errors: [{ path: 'channel', message: 'not part of Basic' }],
    decision: { outcome: 'refused' },
  })
  const problem = parseProblem(403, body, 'r-1')
  assert.equal(problem.status, 403)
  assert.equal(problem.code, 'channel_not_included')
  assert.deepEqual(problem.errors, [{ path: 'channel', message: 'not part of Basic' }])
  assert.deepEqual(problem.decision, { outcome: 'refused' })
  assert.equal(problem.errorId, 'r-1')
})

test('an answer that is no problem document still becomes a problem', () => {
  const problem = parseProblem(502, '<html>Bad gateway</html>', null)
  assert.equal(problem.status, 502)
  assert.equal(problem.code, 'unknown')
})
