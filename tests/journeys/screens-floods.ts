import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const at = '2026-11-20T09:00:00.000Z'
const id = '00000000-0000-7000-8000-0000000000f1'

const flood = {
  id,
  kind: 'sender',
  sender: 'monitoring@business.example',
  network: '192.0.2.7',
  firstAt: '2026-11-20T08:48:00.000Z',
  lastAt: at,
  messages: 9_900,
  state: 'open',
  decidedAt: null,
  reason: null,
  version: 1,
}
const strangers = { ...flood, id: id.replace('f1', 'f2'), kind: 'strangers', sender: null, network: null }
const whole = {
  ...flood,
  waiting: 9_900,
  senders: [{ address: 'monitoring@business.example', messages: 9_900 }],
  newest: Array.from({ length: 20 }, (_, n) => ({
    id: id.replace('f1', String(10 + n)),
    receivedAt: at,
    sender: 'monitoring@business.example',
    subject: `PROBLEM: host db-${n} is down (service check ${n} of 9900 has timed out)`,
    bytes: 2_400 + n,
    rawUrl: `/api/v1/triage/${id}/raw`,
  })),
}
const list = answeredWith(/\/api\/v1\/mail-floods(\?.*)?$/, { items: [flood, strangers], next: null })
const one = /\/api\/v1\/mail-floods\/[0-9a-f-]+$/

const triage = inStates({ name: 'Triage', reader: agent, address: '/desk/triage', title: /^Triage/ }, [
  { state: 'with floods', disturb: list, show: seesText('9,900 messages from people we do not know') },
])

const page = inStates(
  { name: 'Flood', reader: agent, address: `/desk/triage/floods/${id}`, title: /Floods of mail|messages/ },
  [
    { state: 'open', disturb: answeredWith(one, whole), show: seesText('Let them through') },
    { state: 'failed', disturb: failing(one), show: seesText('The flood could not be loaded') },
  ],
)

/** Mail that came in such numbers that it waits for people. */
export const floodScreens: readonly Screen[] = [...triage, ...page]
