import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { type Relay, transportOf } from '#channels/email/server/relay.ts'
import type { Config } from '#app/config.ts'
import { fail, type Finding, look, ok, warn } from '#app/health/domain/finding.ts'

const patienceMs = 5_000

/** Whether the product's ports answer, where it should be running, and the server that takes its mail. */
export async function checkPorts(
  config: Config,
  isRunningHere: boolean,
  relay: Relay | undefined,
): Promise<Finding[]> {
  const restart = 'Read the log of the product; start it again.'
  const here = isRunningHere
    ? [
        ...(await look('Web', restart, () => checkWeb(config))),
        ...(await look('Mail in', restart, () => checkListener(config))),
      ]
    : [ok('Web', 'the product does not run on this data folder')]
  const advice = 'Look at the mail server that is set, under Admin › Email or as SMTP_URL.'
  return [...here, ...(await look('Mail out', advice, () => checkRelay(relay)))]
}

/** A listener on every interface is reached on loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

async function checkWeb({ host, port }: Config): Promise<Finding> {
  const name = reachable(host)
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/healthz`
  const { status } = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
  return status === 200
    ? ok('Web', `${url} answers`)
    : fail('Web', `${url} says ${status}`, 'Read the log of the product.')
}

async function checkListener({ host, smtpPort }: Config): Promise<Finding> {
  const greeting = await readGreeting(reachable(host), smtpPort)
  const found = `${host}:${smtpPort} says ${greeting.slice(0, 40)}`
  return greeting.startsWith('220')
    ? ok('Mail in', found)
    : fail('Mail in', found, 'Another program may have this port: set SMTP_PORT to a free one.')
}

function readGreeting(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: patienceMs })
    socket.once('data', (chunk) => {
      resolve(chunk.toString('latin1').split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('timeout', () => socket.destroy(new Error(`${host}:${port} does not answer`)))
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`${host}:${port} said nothing`)))
  })
}

async function checkRelay(relay: Relay | undefined): Promise<Finding> {
  if (relay === undefined)
    return warn(
      'Mail out',
      'no mail server: mail is kept, and sent to nobody',
      'Enter one under Admin › Email, or set SMTP_URL.',
    )
  const transport = createTransport(transportOf(relay, patienceMs))
  try {
    await transport.verify()
    return ok('Mail out', `${relay.host}:${relay.port} takes our mail`)
  } finally {
    transport.close()
  }
}
