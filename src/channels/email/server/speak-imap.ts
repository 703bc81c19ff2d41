import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { ImapFlow } from 'imapflow'
import type { MailboxTest } from '../domain/mailbox-contract.ts'
import { type MailboxStep, mailboxSteps } from '../domain/mailbox-trouble.ts'
import { nameFailure } from './imap-failure.ts'
import { type ImapAccess, imapOf } from './mailbox-access.ts'

type Folders = { folder: string; moveTo: string | null }
type Outcome = Omit<MailboxTest, 'host' | 'port'>

const patienceMs = 10_000
const mostFolders = 100

/**
 * Goes through a mailbox from its name to its folder, and tells how far it came and why no farther. Nothing in it is
 * changed, and nothing is marked as read. It never throws.
 */
export async function speakImap(access: ImapAccess, folders: Folders): Promise<Outcome> {
  const passed = new Set<MailboxStep>()
  let client: ImapFlow | undefined
  let isLookedUp = false
  try {
    if (isIP(access.host) === 0) await lookup(access.host)
    isLookedUp = true
    passed.add('look_up')
    client = imapOf(access, patienceMs)
    await client.connect()
    for (const step of ['connect', 'sign_in'] as const) passed.add(step)
    if (client.secureConnection) passed.add('encrypt')
    return await lookAround(client, folders, passed)
  } catch (error) {
    const { step, code, said } = nameFailure(error, client, { ...access, wasOpen: passed.has('sign_in') })
    const failed = isLookedUp ? step : 'look_up'
    if (failed === 'encrypt' || failed === 'sign_in') passed.add('connect')
    if (failed === 'sign_in' && client?.secureConnection === true) passed.add('encrypt')
    return { steps: stepsOf(passed, failed), trouble: { code, said }, found: null, folders: [] }
  } finally {
    client?.close()
  }
}

async function lookAround(
  client: ImapFlow,
  { folder, moveTo }: Folders,
  passed: Set<MailboxStep>,
): Promise<Outcome> {
  const there = (await client.list()).filter(({ flags }) => !flags.has('\\Noselect')).map(({ path }) => path)
  const isThere = (name: string) => there.includes(name) || name.toUpperCase() === 'INBOX'
  const missing = [folder, moveTo].find((name) => name !== null && !isThere(name))
  if (missing !== undefined) {
    const code = missing === folder ? ('folder_missing' as const) : ('move_folder_missing' as const)
    return {
      steps: stepsOf(passed, 'open_folder'),
      trouble: { code, said: `There is no folder “${missing}”.` },
      found: null,
      folders: there.slice(0, mostFolders),
    }
  }
  const opened = await client.mailboxOpen(folder, { readOnly: true })
  const status = await client.search({ seen: false }, { uid: true })
  passed.add('open_folder')
  if (client.capabilities.has('IDLE')) passed.add('listen')
  return {
    steps: stepsOf(passed, undefined),
    trouble: null,
    found: { messages: opened.exists, unread: Array.isArray(status) ? status.length : null },
    folders: [],
  }
}

function stepsOf(passed: ReadonlySet<MailboxStep>, failed: MailboxStep | undefined): Outcome['steps'] {
  return mailboxSteps.map((step) => ({
    step,
    state: step === failed ? 'failed' : passed.has(step) ? 'done' : 'skipped',
  }))
}
