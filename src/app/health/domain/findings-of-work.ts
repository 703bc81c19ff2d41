import { lengthInWords } from '#promise/clocks/domain/steady-time.ts'
import type { HealthFacts } from './contract.ts'
import { fail, type Finding, ok, warn } from './finding.ts'

/** `isRunning`: the product works on this database at the moment, here or elsewhere. `timeZone`: of who reads it. */
type Circumstances = { isRunning: boolean; hasRelay: boolean; timeZone?: string }

/**
 * What the product has to do and whether it gets done, as sentences with what to do: on screen and on the command
 * line. Where nothing runs, what waits is no failure.
 */
export function findingsOfWork(facts: HealthFacts, circumstances: Circumstances): Finding[] {
  return [
    ...aboutJobs(facts, circumstances),
    aboutDueTimes(facts, circumstances),
    aboutTime(facts, circumstances),
    ...aboutOutgoing(facts, circumstances),
    aboutIncoming(facts, circumstances),
    ...aboutMailboxes(facts, circumstances),
    aboutWebhooks(facts),
    aboutErrors(facts),
    ...aboutDatabase(facts),
  ]
}

/** The check about the clock of the machine, beside which an admin says that it is right. */
export const timeCheck = 'Time'

const timeOfDay = { hour: '2-digit', minute: '2-digit' } as const
const momentOfDay = { day: 'numeric', month: 'short', ...timeOfDay, timeZoneName: 'short' } as const

const start = 'Start the product: it does what waits.'
const restart = 'Read the log of the product; start it again.'

function minutesSince(since: string | null, { at }: HealthFacts): number {
  return since === null ? 0 : (Date.parse(at) - Date.parse(since)) / 60_000
}

const inWords = (minutes: number): string =>
  minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`

function aboutJobs(facts: HealthFacts, { isRunning }: Circumstances): Finding[] {
  const { waiting, waitingSince, failing, givenUp } = facts.jobs
  const minutes = minutesSince(waitingSince, facts)
  const findings: Finding[] = []
  if (givenUp > 0) {
    const advice = 'Read why under Admin › Health; mend the cause, then try them again.'
    findings.push(warn('Jobs', `${givenUp} given up`, advice))
  }
  if (failing > 0) {
    const advice = 'They are tried again by themselves; Admin › Health says what they say.'
    findings.push(warn('Jobs', `${failing} failed and ${failing === 1 ? 'is' : 'are'} tried again`, advice))
  }
  if (minutes > 1) {
    const found = `${waiting} wait, the oldest for ${inWords(minutes)}`
    findings.push(isRunning ? fail('Jobs', found, restart) : warn('Jobs', found, start))
  }
  return findings.length > 0 ? findings : [ok('Jobs', `${waiting} waiting, none given up`)]
}

function aboutDueTimes(facts: HealthFacts, { isRunning }: Circumstances): Finding {
  const { overdue, overdueSince } = facts.dueTimes
  if (overdue === 0) return ok('Due times', 'each was acted on')
  const ago = inWords(minutesSince(overdueSince, facts))
  const found = `${overdue} passed without being acted on, the first ${ago} ago`
  return isRunning ? fail('Due times', found, restart) : warn('Due times', found, start)
}

function aboutTime({ time }: HealthFacts, { timeZone = 'UTC' }: Circumstances): Finding {
  if (time === null) return ok(timeCheck, 'the clock goes on steadily')
  const by = `${lengthInWords(time.movedByMs)} ${time.movedByMs > 0 ? 'forward' : 'back'}`
  const at = new Intl.DateTimeFormat('en-GB', { ...momentOfDay, timeZone }).format(new Date(time.movedAt))
  const found = `the clock of this machine moved ${by} on ${at}; due times go on by the time before`
  return fail(timeCheck, found, 'Check the clock; then say that it is right, under Admin › Health.')
}

function aboutOutgoing(
  facts: HealthFacts,
  { isRunning, hasRelay, timeZone = 'UTC' }: Circumstances,
): Finding[] {
  const { waiting, waitingSince, failed, kept, held, heldUntil } = facts.mailOut
  const minutes = minutesSince(waitingSince, facts)
  const findings: Finding[] = []
  if (failed > 0) {
    const advice = 'Read why on the outgoing-mail page of the desk, and send it again from there.'
    findings.push(warn('Outgoing mail', `${failed} could not be sent`, advice))
  }
  if (kept > 0) {
    const advice = hasRelay
      ? 'There is a mail server now: send it from the outgoing-mail page of the desk.'
      : 'Enter a mail server under Admin › Email.'
    findings.push(warn('Outgoing mail', `${kept} kept, sent to nobody`, advice))
  }
  if (heldUntil !== null) {
    const at = new Intl.DateTimeFormat('en-GB', { ...timeOfDay, timeZone }).format(new Date(heldUntil))
    const found = `${held} held: more was to leave than may leave at once; the first leaves at ${at}`
    const advice =
      'It leaves by itself. See on the outgoing-mail page what it is; Admin › Addresses says how much may leave.'
    findings.push(warn('Outgoing mail', found, advice))
  }
  if (minutes > 10) {
    const found = `${waiting} wait, the oldest for ${inWords(minutes)}`
    const advice = 'Test the mail server under Admin › Email.'
    findings.push(isRunning ? fail('Outgoing mail', found, advice) : warn('Outgoing mail', found, start))
  }
  return findings.length > 0 ? findings : [ok('Outgoing mail', `${waiting} waiting, none failed`)]
}

function aboutIncoming(facts: HealthFacts, { isRunning }: Circumstances): Finding {
  const { waiting, waitingSince } = facts.mailIn
  const minutes = minutesSince(waitingSince, facts)
  if (minutes <= 10) return ok('Incoming mail', `${waiting} waiting to be placed`)
  const found = `${waiting} not placed, the oldest for ${inWords(minutes)}`
  return warn('Incoming mail', found, isRunning ? 'Read the log of the product.' : start)
}

const patienceMinutes = 10

/** Mail may lie in one that is not read, and nobody sees it. */
function aboutMailboxes(facts: HealthFacts, { isRunning }: Circumstances): Finding[] {
  const { mailboxes } = facts
  const silent = mailboxes
    .map(({ name, said, wellAt }) => ({ name, said, minutes: minutesSince(wellAt, facts) }))
    .filter(({ minutes }) => minutes >= patienceMinutes)
  if (mailboxes.length === 0) return []
  if (silent.length === 0)
    return [ok('Mailboxes', mailboxes.length === 1 ? 'one is read' : `all ${mailboxes.length} are read`)]
  return silent.map(({ name, said, minutes }) => {
    const why = said === null ? '' : `: ${said}`
    const found = `“${name}” was not read for ${inWords(minutes)}${why}`
    return isRunning
      ? fail('Mailboxes', found, 'Test it under Admin › Mailboxes.')
      : warn('Mailboxes', found, start)
  })
}

function aboutWebhooks({ webhooks }: HealthFacts): Finding {
  const { on, disabled, waiting } = webhooks
  if (disabled > 0) {
    const advice = 'Look at its messages under Admin › Webhooks; mend the endpoint, then switch it on.'
    return warn('Webhooks', `${disabled} disabled, because nothing was taken`, advice)
  }
  if (waiting > 0) {
    const advice = 'They are tried again for a day; the messages of the webhook say what came back.'
    return warn(
      'Webhooks',
      `${waiting} ${waiting === 1 ? 'message was' : 'messages were'} not taken yet`,
      advice,
    )
  }
  return ok('Webhooks', on === 0 ? 'none' : `${on} on, every message taken`)
}

function aboutErrors({ errors }: HealthFacts): Finding {
  const [most] = errors
  if (most === undefined) return ok('Errors', 'none logged within a day')
  const n = errors.reduce((sum, one) => sum + one.n, 0)
  const advice = 'The log of the product holds each with its request and cause.'
  return warn('Errors', `${n} logged within a day, most often: ${most.message}`, advice)
}

function aboutDatabase(facts: HealthFacts): Finding[] {
  const { connections, maxConnections, oldestTransactionAt } = facts.database
  const findings: Finding[] = []
  if (connections > 0.9 * maxConnections) {
    const advice = 'Raise max_connections of the database, or find what else is connected.'
    findings.push(warn('Connections', `${connections} of ${maxConnections} in use`, advice))
  }
  const minutes = minutesSince(oldestTransactionAt, facts)
  if (minutes > 10) {
    const advice = 'Look at pg_stat_activity for who holds it: old rows cannot be cleared meanwhile.'
    findings.push(warn('Transactions', `one is open for ${inWords(minutes)}`, advice))
  }
  return findings
}
