import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { conversationSteps, type ConversationStep, type RelayTest } from '../domain/mail-settings-contract.ts'
import { nameTrouble } from '../domain/name-trouble.ts'
import { connectionOf, type Relay } from './relay.ts'

type Letter = { from: string; to: string; message: Buffer }
type Outcome = Pick<RelayTest, 'steps' | 'trouble'>

const patienceMs = 10_000

/**
 * Has one conversation with a mail server, from its name to the handing over of a message, and tells how far it
 * came and why no farther. It never throws.
 */
export async function speakSmtp(relay: Relay, letter: Letter): Promise<Outcome> {
  const passed = new Set<ConversationStep>()
  const connection = new SMTPConnection(connectionOf(relay, patienceMs))
  let now: ConversationStep = 'look_up'
  // What breaks while nobody waits for an answer is told by the step that waits next.
  let broken: unknown
  const failed = new Promise<never>((_resolve, reject) =>
    connection.on('error', (error) => reject((broken ??= error))),
  )
  failed.catch(() => undefined)
  const take = async (step: ConversationStep, work: () => Promise<unknown>) => {
    now = step
    await Promise.race([work(), failed])
    passed.add(step)
  }
  try {
    await take('look_up', () => (isIP(relay.host) === 0 ? lookup(relay.host) : Promise.resolve()))
    await take('connect', () => connect(connection))
    if (connection.secure) passed.add('encrypt')
    const { user, password } = relay
    if (user !== null) await take('sign_in', () => signIn(connection, user, password ?? ''))
    await take('hand_over', () => handOver(connection, letter))
    connection.quit()
    return { steps: stepsOf(passed, undefined), trouble: null }
  } catch (error) {
    const step = stepOf(now, error, relay, connection.stage)
    if (step === 'encrypt') passed.add('connect')
    const said = error instanceof Error ? error.message.trim().slice(0, 500) : 'Nothing was said.'
    return {
      steps: stepsOf(passed, step),
      trouble: { code: nameTrouble({ step, message: said, ...factsOf(error) }), said },
    }
  } finally {
    connection.close()
  }
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
}

function signIn(connection: SMTPConnection, user: string, pass: string): Promise<void> {
  return new Promise((resolve, reject) =>
    connection.login({ credentials: { user, pass } }, (error) => (error ? reject(error) : resolve())),
  )
}

function handOver(connection: SMTPConnection, { from, to, message }: Letter): Promise<void> {
  return new Promise((resolve, reject) =>
    connection.send({ from, to: [to] }, message, (error) => (error ? reject(error) : resolve())),
  )
}

/** Encryption begins within connecting: what fails there is told apart by what was said. */
function stepOf(
  now: ConversationStep,
  error: unknown,
  { security }: Relay,
  stage: 'init' | 'connected',
): ConversationStep {
  if (now !== 'connect' || !(error instanceof Error)) return now
  const { command, code } = factsOf(error)
  if (command === 'STARTTLS' || code === 'ETLS') return 'encrypt'
  const isOfTls = /ssl|tls|certificate|EPROTO\b/i.test(`${error.message} ${code ?? ''}`)
  return isOfTls && (security === 'tls' || stage === 'connected') ? 'encrypt' : now
}

function stepsOf(
  passed: ReadonlySet<ConversationStep>,
  failed: ConversationStep | undefined,
): Outcome['steps'] {
  return conversationSteps.map((step) => ({
    step,
    state: step === failed ? 'failed' : passed.has(step) ? 'done' : 'skipped',
  }))
}

function factsOf(error: unknown): { code?: string; command?: string; reply?: number } {
  if (!(error instanceof Error)) return {}
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('command' in error && typeof error.command === 'string' && { command: error.command }),
    ...('responseCode' in error && typeof error.responseCode === 'number' && { reply: error.responseCode }),
  }
}
