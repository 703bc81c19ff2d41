import type { SenderChecks } from '../domain/sender-verdict.ts'
import type { DnsResolver } from './dns.ts'
import { mailReaders } from './parse-mail.ts'
import type { MailReaders } from './mail-readers.ts'
import type { Delivery, DnsKnown } from './reader-frames.ts'

const dnsDeadlineMs = 20_000
/** One for each step that DNS answers lead to: SPF alone may take ten (RFC 7208, 4.6.4). */
const mostRounds = 30
const mostQuestions = 200

/** `froms`: the From fields as they were read for it; undefined where nothing was checked. */
export type CheckedSender = { checks: SenderChecks; froms: string[] | undefined }

/** What DNS keeps to itself may be known later; a message that breaks its reader stays as it is. */
function unchecked(result: 'temperror' | 'permerror'): CheckedSender {
  return { checks: { dmarc: { result, domain: null }, spf: undefined, dkim: [] }, froms: undefined }
}

/**
 * Asks SPF, DKIM, DMARC and ARC about a message as it arrived. The message is taken apart by a reader, which
 * says what DNS has to be asked; no reader waits for an answer. Where DNS takes too long DMARC is `temperror`,
 * where the message cannot be checked `permerror`.
 * @param likely what it will ask, as far as that can be told beforehand: most messages then go to a reader once
 */
export async function checkSender(
  raw: Buffer,
  delivery: Delivery,
  resolver: DnsResolver,
  readers: MailReaders = mailReaders(),
  likely: readonly string[] = [],
): Promise<CheckedSender> {
  const giveUpAt = performance.now() + dnsDeadlineMs
  const askAll = (questions: readonly string[]) =>
    Promise.all(questions.map((question) => askDns(question, giveUpAt, resolver)))
  const known: DnsKnown = await askAll(likely)
  let spentMs = 0
  for (let round = 0; round < mostRounds; round++) {
    const { answer, milliseconds } = await readers.ask({ what: 'check', delivery, known }, raw, spentMs)
    spentMs += milliseconds
    if (answer.what === 'checked') return answer
    if (answer.what !== 'asked' || known.length + answer.questions.length > mostQuestions) break
    if (performance.now() > giveUpAt) return unchecked('temperror')
    known.push(...(await askAll(answer.questions)))
  }
  return unchecked('permerror')
}

async function askDns(question: string, giveUpAt: number, resolver: DnsResolver): Promise<DnsKnown[number]> {
  const [type = '', name = ''] = question.split(' ')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), giveUpAt - performance.now())
  })
  try {
    return [question, { found: await Promise.race([resolver(name, type), late]) }]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'ETIMEOUT'
    return [question, { code }]
  } finally {
    clearTimeout(timer)
  }
}
