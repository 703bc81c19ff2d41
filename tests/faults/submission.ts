import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'

/** One enquiry, told apart from all others by its subject. */
export type Submission = { by: 'http' | 'smtp'; subject: string; key: string }

/** What the product said when it took it: the reference of the case, or nothing for mail. */
export type Acknowledged = { submission: Submission; reference: string | null; attempts: number }

export type Door = { url: string; smtpPort: number; cookie: string }

export function makeSubmissions(by: 'http' | 'smtp', count: number, run: string): Submission[] {
  return Array.from({ length: count }, (_, at) => ({
    by,
    subject: `Fault ${run} ${by} ${String(at + 1).padStart(4, '0')}`,
    key: randomUUID(),
  }))
}

export async function signIn(url: string, email = 'contact@basic.example', password = 'fourline-demo') {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return {
    status: answer.status,
    cookie: answer.headers.getSetCookie().join('; '),
    body: await answer.text(),
  }
}

/**
 * Sends until it is acknowledged: with the same key, or the same bytes, each time, as a careful sender does.
 * Throws when it is refused, since then trying again would not help, and when `until` says that nobody will answer.
 */
export async function submitUntilAcknowledged(
  submission: Submission,
  door: Door,
  until?: AbortSignal,
): Promise<Acknowledged> {
  for (let attempts = 1; ; attempts++) {
    until?.throwIfAborted()
    const reference = submission.by === 'http' ? await post(submission, door) : await mail(submission, door)
    if (reference !== undefined) return { submission, reference, attempts }
    await sleep(100)
  }
}

async function post({ subject, key }: Submission, { url, cookie }: Door): Promise<string | undefined> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(`${url}/api/v1/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie },
      body: JSON.stringify(caseNamed(subject)),
      signal: AbortSignal.timeout(10_000),
    })
    text = await answer.text()
  } catch {
    return undefined
  }
  if (answer.status === 201) return referenceIn(text)
  if (answer.status === 409 || answer.status >= 500) return undefined
  throw new Error(`${subject} was refused: ${answer.status} ${text}`)
}

function caseNamed(subject: string) {
  const description = `${subject}: the list of orders stays empty after signing in.`
  return { type: 'problem', productCode: 'studio', priority: 'medium', subject, description }
}

function referenceIn(text: string): string {
  const body: unknown = JSON.parse(text)
  if (typeof body === 'object' && body !== null && 'reference' in body) return String(body.reference)
  throw new Error(`An answer without a reference: ${text}`)
}

export function messageIdOf({ key }: Submission): string {
  return `<${key}@basic.example>`
}

async function mail(submission: Submission, { smtpPort }: Door): Promise<null | undefined> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 10_000,
  })
  try {
    await transport.sendMail({
      envelope: { from: 'contact@basic.example', to: 'support@vendor.example' },
      raw: rawMessage(submission),
    })
    return null
  } catch (error) {
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
    if (code >= 500) throw error
    return undefined
  } finally {
    transport.close()
  }
}

export function rawMessage(submission: Submission): string {
  return [
    'From: contact@basic.example',
    'To: support@vendor.example',
    `Subject: ${submission.subject}`,
    `Message-ID: ${messageIdOf(submission)}`,
    'Date: Mon, 02 Nov 2026 09:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${submission.subject}: the list of orders stays empty after signing in.`,
    '',
  ].join('\r\n')
}
