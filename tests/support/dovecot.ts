import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ImapFlow } from 'imapflow'
import { until } from './product-process.ts'

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((one) => existsSync(one))

/** What `skip` of a test says where there is no Dovecot. */
export const withoutDovecot: string | false =
  program === undefined ? 'Dovecot is not installed (Debian: dovecot-imapd).' : false

export type Dovecot = {
  host: string
  port: number
  user: string
  password: string
  start(): Promise<void>
  /** Ends all of it at once. */
  kill(): Promise<void>
  /** Puts messages into a folder, as delivery does. */
  deliver(messages: readonly string[], folder?: string): Promise<void>
  makeFolder(folder: string): Promise<void>
  /** Removes every message. */
  empty(): Promise<void>
  /** What lies in a folder. */
  look(folder?: string): Promise<{ uid: number; isSeen: boolean; subject: string }[]>
  remove(): Promise<void>
}

type Options = {
  /** Where Dovecot asks whose a token is; then tokens open the mailbox as well. */
  introspectUrl?: string
}

/** A real Dovecot of its own on a free loopback port, with one mailbox. It need not run as root. */
export async function prepareDovecot({ introspectUrl }: Options = {}): Promise<Dovecot> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fl-dove-'))
  const port = await freePort()
  const [user, password] = ['support@vendor.example', 'right']
  writeConfig(folder, port, user, password, introspectUrl)
  let child: ChildProcess | undefined
  const asClient = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const auth = { user, pass: password }
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth,
      logger: false,
    })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await work(client)
    } finally {
      client.close()
    }
  }
  const dovecot: Dovecot = {
    host: '127.0.0.1',
    port,
    user,
    password,
    async start() {
      child = spawn(program ?? '', ['-F', '-c', path.join(folder, 'dovecot.conf')], {
        stdio: 'ignore',
        detached: true,
      })
      await until(`Dovecot answers: ${logOf(folder)}`, () => answers(port), 15_000)
    },
    async kill() {
      if (child?.pid === undefined) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      // Its processes are one group, each of which would end in order if the first were asked.
      process.kill(-child.pid, 'SIGKILL')
      await ended
      child = undefined
      rmSync(path.join(folder, 'run', 'master.pid'), { force: true })
      await until('the port is free', async () => !(await answers(port)), 5_000)
    },
    deliver: (messages, into = 'INBOX') =>
      asClient(async (client) => {
        for (const message of messages) await client.append(into, message)
      }),
    makeFolder: (name) =>
      asClient(async (client) => {
        await client.mailboxCreate(name)
      }),
    look: (name = 'INBOX') =>
      asClient(async (client) => {
        await client.mailboxOpen(name, { readOnly: true })
        if (client.mailbox === false || client.mailbox.exists === 0) return []
        const found = await client.fetchAll('1:*', { uid: true, flags: true, envelope: true })
        return found.map(({ uid, flags, envelope }) => ({
          uid,
          isSeen: flags?.has('\\Seen') ?? false,
          subject: envelope?.subject ?? '',
        }))
      }),
    empty: () =>
      asClient(async (client) => {
        for (const { path: name } of await client.list()) {
          const { exists } = await client.mailboxOpen(name)
          if (exists > 0) await client.messageDelete('1:*')
        }
      }),
    async remove() {
      await dovecot.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return dovecot
}

function writeConfig(
  folder: string,
  port: number,
  user: string,
  password: string,
  introspectUrl: string | undefined,
): void {
  const isRoot = process.getuid?.() === 0
  const [uid, gid] = isRoot ? [65_534, 65_534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const me = spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim()
  const group = spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()
  for (const name of ['run', 'state', 'mail']) mkdirSync(path.join(folder, name), { mode: 0o755 })
  if (isRoot) {
    spawnSync('chmod', ['755', folder])
    chownSync(path.join(folder, 'mail'), uid, gid)
  }
  writeFileSync(path.join(folder, 'users'), `${user}:{PLAIN}${password}\n`)
  const tokens = `
    passdb {
      driver = oauth2
      mechanisms = xoauth2 oauthbearer
      args = ${folder}/oauth2.conf
    }`
  if (introspectUrl !== undefined) {
    const lines = [
      `introspection_url = ${introspectUrl}`,
      'introspection_mode = get',
      'username_attribute = username',
    ]
    writeFileSync(
      path.join(folder, 'oauth2.conf'),
      [...lines, 'active_attribute = active', 'active_value = true', ''].join('\n'),
    )
  }
  const text = `
    base_dir = ${folder}/run
    state_dir = ${folder}/state
    log_path = ${folder}/log
    protocols = imap
    listen = 127.0.0.1
    ssl = no
    disable_plaintext_auth = no
    auth_mechanisms = plain login ${introspectUrl === undefined ? '' : 'xoauth2 oauthbearer'}
    default_internal_user = ${isRoot ? 'nobody' : me}
    default_internal_group = ${isRoot ? 'nogroup' : group}
    default_login_user = ${isRoot ? 'nobody' : me}
    first_valid_uid = 1
    mail_location = maildir:${folder}/mail/%u
    mail_max_userip_connections = 20
    auth_failure_delay = 0
    imap_idle_notify_interval = 20 s
    ${introspectUrl === undefined ? '' : tokens}
    passdb {
      driver = passwd-file
      args = ${folder}/users
    }
    userdb {
      driver = static
      args = uid=${uid} gid=${gid} home=${folder}/mail/home allow_all_users=yes
    }
    service imap-login {
      chroot =
      inet_listener imap {
        port = ${port}
      }
      inet_listener imaps {
        port = 0
      }
    }
    service anvil {
      chroot =
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
  `
  writeFileSync(path.join(folder, 'dovecot.conf'), text.replaceAll(/^ {4}/gm, ''))
}

function logOf(folder: string): string {
  const file = path.join(folder, 'log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : 0
}
