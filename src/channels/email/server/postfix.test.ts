import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createTransport } from 'nodemailer'
import { type Intake, openIntake, someMessage } from '../../../../tests/support/mail-intake.ts'
import { until } from '../../../../tests/support/product-process.ts'
import { openMailCertificate } from './mail-certificate.ts'

const master = '/usr/lib/postfix/sbin/master'
const skip =
  existsSync(master) && process.getuid?.() === 0
    ? false
    : 'This needs Debian’s postfix, and the rights of root.'

/** A real Postfix that keeps nothing and hands everything on, from a folder of its own. */
async function startPostfix(folder: string, transport: string): Promise<{ port: number; stop(): void }> {
  const port = await freePort()
  const config = path.join(folder, 'etc')
  const [queue, data] = [path.join(folder, 'queue'), path.join(folder, 'data')]
  for (const one of [config, queue, data]) await mkdir(one, { recursive: true })
  await chmod(folder, 0o755)
  execFileSync('chown', ['postfix', data])
  await writeFile(
    path.join(config, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.alder.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
default_transport = ${transport}
local_transport = error:none
smtp_tls_security_level = may
smtp_tls_loglevel = 1
smtp_host_lookup = native
smtp_dns_support_level = disabled
lmtp_dns_support_level = disabled
biff = no
maillog_file = ${path.join(folder, 'log')}
maillog_file_prefixes = ${folder}
`,
  )
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'lmtp unix - - n - - lmtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ]
  await writeFile(path.join(config, 'master.cf'), `${services.join('\n')}\n`)
  execFileSync('postfix', ['-c', config, 'check'], { stdio: 'ignore' })
  const child: ChildProcess = spawn(master, ['-c', config, '-d'], {
    stdio: 'ignore',
    // It ends its parts as one group.
    detached: true,
    env: { ...process.env, MAIL_CONFIG: config, MAIL_LOGTAG: 'postfix' },
  })
  return { port, stop: () => void child.kill('SIGTERM') }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : 0
}

describe('A real Postfix', { skip }, () => {
  let intake: Intake
  const running: { stop(): void }[] = []
  before(async () => {
    intake = await openIntake()
    // Its parts work under a user of their own.
    await chmod(intake.folder, 0o711)
  })
  after(async () => {
    for (const one of running) one.stop()
    await intake.close()
  })

  async function deliverThrough(folder: string, transport: string, count: number): Promise<void> {
    const postfix = await startPostfix(folder, transport)
    running.push(postfix)
    const relay = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true })
    await until('Postfix listens', async () => relay.verify(), 20_000)
    for (let at = 0; at < count; at++)
      await relay.sendMail({
        envelope: { from: 'ann@alder.example', to: 'support@vendor.example' },
        raw: someMessage(`By Postfix ${at}`, '.\r\n..\r\nlast'),
      })
    relay.close()
  }

  const arrived = (way: string) =>
    intake.query<{ envelope_from: string; raw_sha256: string; helo: string }>(
      'select envelope_from, raw_sha256, helo from inbound_mail where way = $1',
      [way],
    )

  test('delivers over SMTP, encrypted by the certificate that was made here', async () => {
    const name = 'mx.vendor.example'
    const own = { folder: intake.folder, name, now: new Date() }
    const certificate = openMailCertificate(own, intake.shared.log)
    const port = await intake.listen({ certificate })
    const folder = path.join(intake.folder, 'postfix-smtp')
    await deliverThrough(folder, `smtp:[127.0.0.1]:${port}`, 5)
    await until('all of it has arrived', async () => (await arrived('smtp')).length === 5, 20_000)
    const [first] = await arrived('smtp')
    assert.deepEqual([first?.envelope_from, first?.helo], ['ann@alder.example', 'relay.alder.example'])
    const raw = await text(intake.shared.files.read(first?.raw_sha256 ?? ''))
    assert.match(raw, /^Received: /)
    assert.match(raw, /\r\n\.\r\n\.\.\r\nlast\r\n$/)
    assert.match(
      await readFile(path.join(folder, 'log'), 'utf8'),
      /TLS connection established to 127\.0\.0\.1/,
    )
  })

  test('delivers over LMTP', async () => {
    const port = await intake.listen({ way: 'lmtp' })
    await deliverThrough(path.join(intake.folder, 'postfix-lmtp'), `lmtp:inet:127.0.0.1:${port}`, 5)
    await until('all of it has arrived', async () => (await arrived('lmtp')).length === 5, 20_000)
  })
})

async function text(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}
