import './mailbox-tables.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Context } from '#platform/context.ts'
import { endsByPeopleOnly, pauseBeforeRetryMs } from '../domain/mailbox-trouble.ts'
import { fetchMailbox } from './fetch-mailbox.ts'
import { type NamedFailure, nameFailure } from './imap-failure.ts'
import { imapOf, readAccess } from './mailbox-access.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import { announceMailbox, type Mailbox } from './mailbox-query.ts'

/** Also with IDLE the folder is looked at so often: a connection may be dead without saying so. */
const lookEveryMs = { idle: 180_000, poll: 60_000 }

export type Watch = { mailbox: Mailbox; stop(): Promise<void> }

/**
 * Reads one mailbox until it is stopped: connects, takes what is there, waits for news, and comes back when the
 * connection is lost. What only people can mend ends it; a change of the mailbox begins it anew.
 */
export function watchMailbox(now: () => Context, mailbox: Mailbox, needs: MailboxNeeds): Watch {
  const stopping = new AbortController()
  const running = run(now, mailbox, needs, stopping.signal)
  return {
    mailbox,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function run(
  now: () => Context,
  mailbox: Mailbox,
  needs: MailboxNeeds,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  const onWell = async (client: ImapFlow) => {
    failures = 0
    await noteWell(now(), mailbox, client)
  }
  while (!signal.aborted) {
    const failure = await oneSession(now, mailbox, needs, signal, onWell)
    if (signal.aborted) return
    failures += 1
    // A connection that ends is no trouble while the next one works.
    if (failures > 1 || failure.code !== 'unknown')
      await noteTrouble(now(), mailbox, failure).catch((error: unknown) =>
        now().log.warn('The trouble of a mailbox could not be noted', { error }),
      )
    if (endsByPeopleOnly(failure.code)) return
    const pause = pauseBeforeRetryMs(failure.code, failures, Math.random())
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

/** One connection from its beginning to its end, and why it ended. It never throws. */
async function oneSession(
  now: () => Context,
  mailbox: Mailbox,
  needs: MailboxNeeds,
  signal: AbortSignal,
  onWell: (client: ImapFlow) => Promise<void>,
): Promise<NamedFailure> {
  let client: ImapFlow | undefined
  let wasOpen = false
  let isOver = () => {}
  try {
    const access = await readAccess(now(), mailbox, needs)
    client = imapOf(access)
    const open = client
    isOver = () => open.close()
    signal.addEventListener('abort', isOver, { once: true })
    await open.connect()
    wasOpen = true
    const news = listenFor(open, signal)
    await open.mailboxOpen(mailbox.folder)
    for (;;) {
      news.forget()
      await fetchMailbox(now, mailbox, open, needs.floodAfter)
      await onWell(open)
      await news.wait(open.capabilities.has('IDLE') ? lookEveryMs.idle : lookEveryMs.poll)
      // Whatever a server says by itself, it says at the latest now.
      await open.noop()
    }
  } catch (error) {
    const auth = mailbox.sign_in === 'oauth' ? { accessToken: '' } : { pass: '' }
    return nameFailure(error, client, { host: mailbox.host, security: mailbox.security, auth, wasOpen })
  } finally {
    signal.removeEventListener('abort', isOver)
    client?.close()
  }
}

/** Waits for a message, for the end of the connection, or for so long; what comes meanwhile is not missed. */
function listenFor(client: ImapFlow, signal: AbortSignal) {
  let hasNews = false
  let wake = () => {}
  const hear = () => {
    hasNews = true
    wake()
  }
  client.on('exists', hear)
  client.on('close', hear)
  return {
    forget: () => void (hasNews = false),
    async wait(mostMs: number): Promise<void> {
      const woken = new AbortController()
      wake = () => woken.abort()
      if (hasNews) woken.abort()
      await sleep(mostMs, undefined, { signal: AbortSignal.any([woken.signal, signal]) }).catch(
        () => undefined,
      )
      if (!client.usable) throw new Error(client.byeReason ?? 'The connection was closed')
    },
  }
}

/** Tells those who look at it only where something changed. */
async function noteWell(ctx: Context, mailbox: Mailbox, client: ImapFlow): Promise<void> {
  const hasIdle = client.capabilities.has('IDLE')
  await ctx.transaction(async (tx) => {
    const before = await tx
      .selectFrom('mailboxes')
      .select(['trouble', 'connected_at'])
      .where('id', '=', mailbox.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('mailboxes')
      .set({
        connected_at: ctx.now,
        has_idle: hasIdle,
        trouble: null,
        trouble_said: null,
        trouble_at: null,
      })
      .where('id', '=', mailbox.id)
      .where('version', '=', mailbox.version)
      .execute()
    if (before.trouble !== null || before.connected_at === null) await announceMailbox(tx, mailbox.id)
  })
}

/** Of the version that had it: what an admin has changed since then is tried anew. */
async function noteTrouble(ctx: Context, mailbox: Mailbox, { code, said }: NamedFailure): Promise<void> {
  ctx.log.warn('A mailbox cannot be read', { mailbox: mailbox.id, code, said })
  await ctx.transaction(async (tx) => {
    const { trouble } = await tx
      .selectFrom('mailboxes')
      .select('trouble')
      .where('id', '=', mailbox.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('mailboxes')
      .set({ trouble: code, trouble_said: said, trouble_at: ctx.now })
      .where('id', '=', mailbox.id)
      .where('version', '=', mailbox.version)
      .execute()
    if (trouble !== code) await announceMailbox(tx, mailbox.id)
  })
}
