import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clauseNames } from './refusal-clause.ts'

const services = [{ code: 'consultation.process', name: 'Business process management' }]

test('a no names the service and the package that it rests on, or the rule', () => {
  assert.deepEqual(clauseNames('consultation.process@basic', services), {
    package: 'Basic',
    service: 'Business process management',
  })
  assert.deepEqual(clauseNames('T4', services), { rule: 'T4' })
})

test('a service without a name is not called by its code', () => {
  assert.deepEqual(clauseNames('consultation.process@basic', []), { package: 'Basic', service: undefined })
})
