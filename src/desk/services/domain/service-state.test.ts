import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ApprovalFact, type RequestFact, serviceState } from './service-state.ts'

const today = '2026-06-15'
const endOf = (date: string) => Date.parse(`${date}T00:00:00Z`)
const at = (date: string) => Date.parse(`${date}T12:00:00Z`)
const approval = (more: Partial<ApprovalFact> = {}): ApprovalFact => ({
  startsOn: '2026-06-01',
  endsOn: null,
  revokedAt: null,
  ...more,
})
const request = (state: RequestFact['state'], answered: string | null = null): RequestFact => ({
  state,
  answeredAt: answered === null ? null : at(answered),
})

const rows: [string, ApprovalFact[], RequestFact[], string][] = [
  ['nobody asked', [], [], 'not_asked'],
  ['a request is open', [], [request('asked')], 'asked'],
  ['the case of a request ended unanswered', [], [request('closed', '2026-06-02')], 'not_asked'],
  ['a request was declined', [], [request('declined', '2026-06-02')], 'declined'],
  ['asked again after a refusal', [], [request('declined', '2026-06-02'), request('asked')], 'asked'],
  ['approved, without an end', [approval()], [request('approved', '2026-06-01')], 'approved'],
  ['approved from today', [approval({ startsOn: today })], [], 'approved'],
  ['approved from tomorrow', [approval({ startsOn: '2026-06-16' })], [], 'not_asked'],
  ['the last day of an approval', [approval({ endsOn: '2026-06-16' })], [], 'approved'],
  ['the first day after an approval', [approval({ endsOn: today })], [], 'ended'],
  ['revoked', [approval({ revokedAt: at('2026-06-10') })], [], 'revoked'],
  [
    'asked again after it was revoked',
    [approval({ revokedAt: at('2026-06-10') })],
    [request('asked')],
    'asked',
  ],
  [
    'declined after it was revoked',
    [approval({ revokedAt: at('2026-06-10') })],
    [request('declined', '2026-06-12')],
    'declined',
  ],
  [
    'revoked after an earlier refusal',
    [approval({ revokedAt: at('2026-06-10') })],
    [request('declined', '2026-05-12')],
    'revoked',
  ],
  ['approved again', [approval({ revokedAt: at('2026-06-10') }), approval()], [], 'approved'],
  ['approved while a request is open', [approval()], [request('asked')], 'approved'],
  [
    'ended later than it was declined',
    [approval({ endsOn: '2026-06-14' })],
    [request('declined', '2026-05-12')],
    'ended',
  ],
]

for (const [name, approvals, requests, state] of rows)
  test(`${name}: ${state}`, () => {
    assert.equal(serviceState({ approvals, requests }, today, endOf).state, state)
  })
