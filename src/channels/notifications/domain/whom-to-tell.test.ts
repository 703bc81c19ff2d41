import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { contactKinds, kindsOf, staffKinds } from './notification-kinds.ts'
import { factsFor, sentenceOf, sentences } from './notification-words.ts'
import { type News, type Person, type Scene, type Told, whomToTell } from './whom-to-tell.ts'

const staff = (id: string, login: string | null = null): Person => ({ kind: 'staff', id, login })
const contact = (id: string, login: string | null = null): Person => ({ kind: 'contact', id, login })

const agent = staff('agent')
const mate = staff('mate')
const manager = staff('manager')
const opener = contact('opener')
const watcher = contact('watcher')
const colleague = contact('colleague')

const scene: Scene = {
  actor: null,
  opener,
  watchers: [watcher],
  assignee: agent,
  line: [agent, mate],
  managers: [manager],
}
const unassigned: Scene = { ...scene, assignee: null }

const told = (act: News[], of: Scene) =>
  whomToTell(act, of)
    .map(({ person, kind, carried }) => `${person.id}: ${kind}${carried ? ' (carried)' : ''}`)
    .toSorted()

const our: News = { what: 'our_message' }
const theirs: News = { what: 'customer_message', chases: false }

/** What happens, who does it, on a case of whom, and who is told. */
const table: [string, News[], Scene, string[]][] = [
  [
    'a contact opens a case',
    [{ what: 'opened' }],
    { ...unassigned, actor: opener },
    ['agent: case_opened', 'mate: case_opened'],
  ],
  [
    'an agent opens one for a contact',
    [{ what: 'opened' }],
    { ...scene, actor: agent },
    ['mate: case_opened', 'opener: case_received (carried)'],
  ],
  [
    'it is assigned to me by a mate',
    [{ what: 'assigned', to: agent }],
    { ...scene, actor: mate },
    ['agent: assigned'],
  ],
  ['I take it myself', [{ what: 'assigned', to: agent }], { ...scene, actor: agent }, []],
  [
    'it is handed to the line',
    [{ what: 'handed_over' }],
    { ...unassigned, actor: manager },
    ['agent: handed_over', 'mate: handed_over'],
  ],
  [
    'it is handed to the line and to one of it',
    [{ what: 'handed_over' }, { what: 'assigned', to: mate }],
    { ...scene, actor: manager },
    ['agent: handed_over', 'mate: assigned'],
  ],
  [
    'the opener writes',
    [theirs],
    { ...scene, actor: opener },
    ['agent: customer_replied', 'watcher: colleague_wrote'],
  ],
  [
    'a colleague writes on a case that nobody has',
    [theirs],
    { ...unassigned, actor: colleague },
    [
      'agent: customer_replied',
      'mate: customer_replied',
      'opener: colleague_wrote',
      'watcher: colleague_wrote',
    ],
  ],
  [
    'the opener asks again',
    [{ what: 'customer_message', chases: true }],
    { ...scene, actor: opener },
    ['agent: customer_chased', 'watcher: colleague_wrote'],
  ],
  ['we reply', [our], { ...scene, actor: agent }, ['opener: reply (carried)', 'watcher: reply']],
  [
    'we reply and ask',
    [our, { what: 'waiting_for_customer' }],
    { ...scene, actor: agent },
    ['opener: waiting_for_you (carried)', 'watcher: reply'],
  ],
  [
    'we ask without a reply',
    [{ what: 'waiting_for_customer' }],
    { ...scene, actor: agent },
    ['opener: waiting_for_you'],
  ],
  [
    'we solve it',
    [our, { what: 'solved' }],
    { ...scene, actor: agent },
    ['opener: solved (carried)', 'watcher: solved'],
  ],
  [
    'the opener confirms',
    [{ what: 'closed' }],
    { ...scene, actor: opener },
    ['agent: closed', 'watcher: closed'],
  ],
  ['we close it', [{ what: 'closed' }], { ...scene, actor: agent }, ['opener: closed', 'watcher: closed']],
  [
    'the opener reopens it',
    [theirs, { what: 'reopened' }],
    { ...scene, actor: opener },
    ['agent: reopened', 'watcher: reopened'],
  ],
  [
    'a mate reopens it',
    [{ what: 'reopened' }],
    { ...scene, actor: mate },
    ['agent: reopened', 'opener: reopened', 'watcher: reopened'],
  ],
  [
    'the opener changes the priority',
    [{ what: 'priority' }],
    { ...scene, actor: opener },
    ['agent: priority_changed', 'watcher: priority_changed'],
  ],
  [
    'we change the priority',
    [{ what: 'priority' }],
    { ...scene, actor: agent },
    ['opener: priority_changed', 'watcher: priority_changed'],
  ],
  [
    'the opener asks for another priority',
    [{ what: 'priority_asked' }],
    { ...scene, actor: opener },
    ['agent: priority_asked'],
  ],
  [
    'we answer that',
    [{ what: 'priority_answered', asker: opener }],
    { ...scene, actor: agent },
    ['opener: priority_answered'],
  ],
  [
    'we contest what they chose',
    [{ what: 'contested' }],
    { ...scene, actor: agent },
    ['opener: contested', 'watcher: contested'],
  ],
  [
    'a promise is missed',
    [{ what: 'clock_breached', guaranteed: true, named: [manager] }],
    scene,
    ['agent: clock_breached', 'manager: clock_breached'],
  ],
  [
    'a promise is missed on a case that nobody has',
    [{ what: 'clock_breached', guaranteed: true, named: [manager] }],
    unassigned,
    ['agent: clock_breached', 'manager: clock_breached', 'mate: clock_breached'],
  ],
  [
    'a promise is missed, and the rules name nobody',
    [{ what: 'clock_breached', guaranteed: true, named: [] }],
    scene,
    ['agent: clock_breached'],
  ],
  [
    'a promise is missed, and the rules name who has the case as well',
    [{ what: 'clock_breached', guaranteed: true, named: [agent, manager] }],
    scene,
    ['agent: clock_breached', 'manager: clock_breached'],
  ],
  [
    'an internal target is missed, and no rule is for it',
    [{ what: 'clock_breached', guaranteed: false, named: [] }],
    scene,
    [],
  ],
  [
    'an internal target is missed that a rule is for',
    [{ what: 'clock_breached', guaranteed: false, named: [manager] }],
    scene,
    ['manager: target_missed'],
  ],
  [
    'a promise is due soon',
    [{ what: 'clock_warned', guaranteed: true, named: [mate] }],
    scene,
    ['mate: clock_warning'],
  ],
  [
    'an internal target is due soon',
    [{ what: 'clock_warned', guaranteed: false, named: [mate] }],
    scene,
    ['mate: target_warning'],
  ],
  [
    'a promise is due soon, and no rule is for it',
    [{ what: 'clock_warned', guaranteed: true, named: [] }],
    scene,
    [],
  ],
  [
    'a note mentions a mate and its writer',
    [{ what: 'note', mentioned: [mate, agent] }],
    { ...scene, actor: agent },
    ['mate: mentioned'],
  ],
  ['a note mentions nobody', [{ what: 'note', mentioned: [] }], { ...scene, actor: agent }, []],
  [
    'a watcher is added',
    [{ what: 'watcher_added', watcher }],
    { ...scene, actor: opener },
    ['watcher: watching'],
  ],
  [
    'a colleague asks for a case',
    [{ what: 'request_asked', asked: opener }],
    { ...scene, actor: colleague },
    ['opener: request_asked'],
  ],
  [
    'the answer comes',
    [{ what: 'request_answered', asker: colleague }],
    { ...scene, actor: opener },
    ['colleague: request_answered'],
  ],
  [
    'a seat is given',
    [{ what: 'seat_given', holder: colleague }],
    { ...scene, actor: opener },
    ['colleague: seat_given'],
  ],
  [
    'a seat ends',
    [{ what: 'seat_ended', holder: colleague }],
    { ...scene, actor: manager },
    ['colleague: seat_ended'],
  ],
  [
    'an agreement ends soon',
    [{ what: 'agreement_ending', admins: [colleague] }],
    scene,
    ['colleague: agreement_ending', 'manager: agreement_ending'],
  ],
  ['a mail of the case fails', [{ what: 'mail_failed' }], scene, ['agent: mail_failed']],
  [
    'a mail of no case fails',
    [{ what: 'mail_failed' }],
    { ...unassigned, line: [] },
    ['manager: mail_failed'],
  ],
  [
    'a webhook is disabled',
    [{ what: 'webhook_disabled', admins: [manager] }],
    scene,
    ['manager: webhook_disabled'],
  ],
  [
    'a flood of mail is held back',
    [{ what: 'mail_flooded' }],
    unassigned,
    ['agent: mail_flooded', 'mate: mail_flooded', 'manager: mail_flooded'],
  ],
  ['triage grows', [{ what: 'triage_grew' }], unassigned, ['agent: triage_grew', 'mate: triage_grew']],
]

describe('who is told of what', () => {
  for (const [what, act, of, expected] of table) {
    test(`${what}: ${expected.join(', ') || 'nobody'}`, () => {
      assert.deepEqual(told(act, of), expected.toSorted())
    })
  }
})

/** Every one of these happening, done by each of these people, alone and together. */
const everything = table.flatMap(([, act]) => act)
const actors = [null, agent, mate, manager, opener, watcher, colleague]
const acts = [...everything.map((news) => [news]), everything]
const every = (check: (results: Told[], actor: Person | null) => void) => {
  for (const actor of actors) {
    for (const act of acts) check(whomToTell(act, { ...scene, actor }), actor)
  }
}

test('nobody is told of what they did themselves', () => {
  every((results, actor) => assert.ok(results.every(({ person }) => person.id !== actor?.id)))
})

test('everybody is told once of one act', () => {
  every((results) => assert.equal(new Set(results.map(({ person }) => person.id)).size, results.length))
})

test('people are told only what is for people like them', () => {
  every((results) => assert.ok(results.every(({ person, kind }) => kindsOf(person.kind).includes(kind))))
})

test('nothing internal is news to a customer: notes, lines, assignees, missed targets, failed mail, triage', () => {
  const internal: News[] = [
    { what: 'note', mentioned: [mate, opener] },
    { what: 'handed_over' },
    { what: 'assigned', to: mate },
    { what: 'clock_breached', guaranteed: true, named: [manager] },
    { what: 'clock_warned', guaranteed: true, named: [mate] },
    { what: 'mail_failed' },
    { what: 'triage_grew' },
  ]
  for (const actor of actors) {
    const results = whomToTell(internal, { ...scene, actor })
    assert.ok(results.every(({ person }) => person.kind === 'staff'))
  }
})

test('who stands at both ends with one sign-in is told once, where they work', () => {
  const both: Scene = {
    ...scene,
    assignee: staff('agent', 'one'),
    opener: contact('opener', 'one'),
    watchers: [],
  }
  assert.deepEqual(told([{ what: 'reopened' }], { ...both, actor: mate }), ['agent: reopened'])
})

test('who acts as a contact is not told of it as staff', () => {
  const self = contact('opener', 'one')
  const both: Scene = { ...scene, assignee: staff('agent', 'one'), opener: self, actor: self }
  assert.deepEqual(told([theirs], both), ['watcher: colleague_wrote'])
})

test('facts for a contact are the names and the case, whatever else was known', () => {
  const facts = {
    who: 'Ann',
    reference: 'FL-1',
    account: 'Alder',
    clock: 'first reply',
    address: 'a@b.example',
  }
  assert.deepEqual(factsFor('contact', facts), { who: 'Ann', reference: 'FL-1' })
  assert.deepEqual(factsFor('staff', facts), facts)
})

test('every kind has its sentence, and those for contacts need no internal fact', () => {
  assert.deepEqual(Object.keys(sentences.staff).toSorted(), [...staffKinds].toSorted())
  assert.deepEqual(Object.keys(sentences.contact).toSorted(), [...contactKinds].toSorted())
  for (const sentence of Object.values(sentences.contact))
    assert.doesNotMatch(sentence, /account|clock|address/)
  assert.equal(sentenceOf('contact', 'reply', { who: 'Sam' }), 'Sam replied')
})
