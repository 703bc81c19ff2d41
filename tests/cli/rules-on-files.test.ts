import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { environmentOfTheMachine, runCommandLine } from '../support/product-process.ts'
import { projectFolder } from '../support/source-tree.ts'

type Vector = { id: string; expected?: unknown; strict?: boolean; expect?: unknown }

const vectorsIn = (name: string) => path.join(projectFolder, 'tests/vectors', name)
const readVectors = (name: string): Vector[] => JSON.parse(readFileSync(vectorsIn(name), 'utf8'))

let folder = ''
/** Rules need neither a database nor a data folder: one that cannot be made shows that none is touched. */
const fourline = (args: string[], input?: string) =>
  runCommandLine(args, {
    env: { ...environmentOfTheMachine(), FOURLINE_DATA: path.join(import.meta.filename, 'data') },
    ...(input === undefined ? {} : { input }),
  })

const question = (channel: string) => ({
  id: `by ${channel}`,
  at: '2026-11-18T10:00:00Z',
  agreement: {
    package: 'basic',
    start: '2026-01-01',
    end: '2027-01-01',
    coverageZone: '+01:00',
    products: ['studio'],
  },
  contact: { authorised: true },
  channel,
  type: 'problem',
  product: { code: 'studio', kind: 'platform' },
  priority: 'medium',
})

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fourline-cli-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

describe('fourline sla evaluate', () => {
  it('answers a file and standard input alike, every strict vector exactly', async (t) => {
    const vectors = readVectors('calendar.json')
    const fromFile = await fourline(['sla', 'evaluate', vectorsIn('calendar.json')])
    assert.equal(fromFile.code, 0, fromFile.stderr)
    assert.equal(fromFile.stderr, '')
    const answers: { id: string; result?: unknown }[] = JSON.parse(fromFile.stdout)
    assert.deepEqual(
      answers.map(({ id }) => id),
      vectors.map(({ id }) => id),
    )
    const strict = vectors.flatMap((vector, at) =>
      vector.strict === true ? [{ vector, answer: answers[at] }] : [],
    )
    for (const { vector, answer } of strict) assert.deepEqual(answer?.result, vector.expected, vector.id)
    const fromInput = await fourline(
      ['sla', 'evaluate', '-'],
      readFileSync(vectorsIn('calendar.json'), 'utf8'),
    )
    assert.equal(fromInput.stdout, fromFile.stdout)
    t.diagnostic(`${strict.length} strict of ${vectors.length} vectors`)
    assert.ok(strict.length > 400)
  })

  it('answers one that it cannot read with an error in its place', async () => {
    const [good] = readVectors('calendar.json')
    const { code, stdout } = await fourline(
      ['sla', 'evaluate', '-'],
      JSON.stringify([{ id: 'bad', op: 'guess' }, good]),
    )
    assert.equal(code, 0)
    const answers: { id: string; error?: string; result?: unknown }[] = JSON.parse(stdout)
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['bad', good?.id],
    )
    assert.equal(typeof answers[0]?.error, 'string')
    assert.deepEqual(answers[1]?.result, good?.expected)
  })
})

describe('fourline sla simulate', () => {
  it('plays a file and standard input alike', async (t) => {
    const fromFile = await fourline(['sla', 'simulate', vectorsIn('lifecycle.json')])
    assert.equal(fromFile.code, 0, fromFile.stderr)
    const answers: Vector[] = JSON.parse(fromFile.stdout)
    assert.deepEqual(
      answers.map(({ id }) => id),
      readVectors('lifecycle.json').map(({ id }) => id),
    )
    assert.ok(answers.every((answer) => Array.isArray(answer.expect)))
    const fromInput = await fourline(
      ['sla', 'simulate', '-'],
      readFileSync(vectorsIn('lifecycle.json'), 'utf8'),
    )
    assert.equal(fromInput.stdout, fromFile.stdout)
    t.diagnostic(`${answers.length} cases played`)
  })
})

describe('fourline entitlement decide', () => {
  it('decides a file and standard input alike', async (t) => {
    const questions = JSON.stringify(['email', 'phone'].map(question))
    const file = path.join(folder, 'questions.json')
    writeFileSync(file, questions)
    const fromFile = await fourline(['entitlement', 'decide', file])
    assert.equal(fromFile.code, 0, fromFile.stderr)
    const answers: { id: string; outcome: string; reasons: { text: string }[] }[] = JSON.parse(
      fromFile.stdout,
    )
    for (const { id, outcome, reasons } of answers) t.diagnostic(`${id}: ${outcome}: ${reasons[0]?.text}`)
    assert.deepEqual(
      answers.map(({ id, outcome }) => [id, outcome]),
      [
        ['by email', 'included'],
        ['by phone', 'refused'],
      ],
    )
    const fromInput = await fourline(['entitlement', 'decide', '-'], questions)
    assert.equal(fromInput.stdout, fromFile.stdout)
  })

  it('decides the questions that the README names', async () => {
    const { code, stdout } = await fourline(['entitlement', 'decide', vectorsIn('questions.json')])
    const answers: { outcome: string }[] = JSON.parse(stdout)
    assert.deepEqual(
      [code, answers.map(({ outcome }) => outcome)],
      [0, ['included_from_pool', 'refused', 'included']],
    )
  })
})

describe('A command that cannot be done says so on standard error and prints no result', () => {
  const refused: [what: string, args: string[], input: string, sentence: RegExp][] = [
    ['no file', ['sla', 'evaluate'], '', /one file/],
    ['two files', ['sla', 'simulate', '-', '-'], '[]', /one file/],
    ['an unknown option', ['entitlement', 'decide', '--guess', '-'], '[]', /--guess/],
    ['nothing on standard input', ['entitlement', 'decide', '-'], '', /JSON/],
    ['nothing on standard input', ['sla', 'evaluate', '-'], '', /JSON/],
    ['half a document', ['sla', 'simulate', '-'], '[{"id": ', /JSON/],
    ['a data folder that cannot be made', ['mail', 'import', '-'], '', /cannot be written by this user/],
    ['no list', ['sla', 'evaluate', '-'], '{"id": "one"}', /has to be a JSON array/],
    ['no list', ['sla', 'simulate', '-'], '{"id": "one"}', /has to be a JSON array/],
    ['no list', ['entitlement', 'decide', '-'], '"word"', /has to be a JSON array/],
    ['a file that is not there', ['sla', 'evaluate', '/nowhere/vectors.json'], '', /no such file/],
    ['a file that is not there', ['sla', 'simulate', '/nowhere/vectors.json'], '', /no such file/],
    ['a file that is not there', ['entitlement', 'decide', '/nowhere/questions.json'], '', /no such file/],
    ['an unknown command', ['guess'], '', /fourline <command>/],
  ]
  for (const [what, args, input, sentence] of refused) {
    it(`${args.join(' ')} (${what})`, async () => {
      const { code, stdout, stderr } = await fourline(args, input)
      assert.ok(code === 1 || code === 2, String(code))
      assert.equal(stdout, '')
      assert.match(stderr, sentence)
      assert.doesNotMatch(stderr, /\n\s+at |"stack"/)
    })
  }

  it('but explains itself on standard output when it is asked to', async () => {
    for (const asked of [['--help'], ['help'], ['sla', '--help'], ['backup', '-h']]) {
      const { code, stdout } = await fourline(asked)
      assert.equal(code, 0)
      assert.match(stdout, /fourline <command>/)
    }
  })
})
