import { authenticate, type AuthenticateResult, type DNSResolver } from 'mailauth'
import { cleanText } from '../domain/clean-text.ts'
import type { DnsKnown, ReaderAnswer, ReaderTask } from './reader-frames.ts'

const mostSignatures = 20

type Check = Extract<ReaderTask, { what: 'check' }>

/**
 * SPF, DKIM, DMARC and ARC of a message as it arrived. A reader cannot ask DNS itself: it goes by what is
 * known, and says what else it would have to know.
 */
export async function authenticateMail(raw: Buffer, { delivery, known }: Check): Promise<ReaderAnswer> {
  const asked = new Set<string>()
  const result = await authenticate(raw, {
    // Without the address of a server that handed it over, only signatures can prove anything.
    ...(delivery.remoteAddress === null
      ? { ip: undefined, sender: undefined }
      : { ip: delivery.remoteAddress, helo: delivery.helo ?? undefined, sender: delivery.envelopeFrom }),
    mta: delivery.mta,
    resolver: resolverOf(known, asked),
    disableBimi: true,
  })
  if (asked.size > 0) return { what: 'asked', questions: [...asked] }
  const { dkim, spf, dmarc, arc } = result
  const spfAligned = dmarc === false ? undefined : dmarc.alignment?.spf?.result
  return {
    what: 'checked',
    froms: fromsIn(dkim.headers?.parsed ?? []),
    checks: {
      dmarc: dmarc
        ? { result: resultOf(dmarc, result), domain: nameIn(dmarc.status.header?.from) }
        : undefined,
      spf:
        spf === false
          ? undefined
          : {
              result: spf.status.result,
              domain: nameIn(spf.domain || undefined),
              aligned: spfAligned !== undefined,
            },
      dkim: dkim.results.slice(0, mostSignatures).map((row) => ({
        result: row.status.result,
        domain: nameIn(row.signingDomain),
        selector: row.selector === undefined ? null : cleanText(row.selector).slice(0, 100),
        aligned: typeof row.status.aligned === 'string',
        ...(row.status.underSized === undefined ? {} : { isPartial: row.status.underSized > 0 }),
        ...signedAt(row, dkim.headers?.parsed ?? []),
      })),
      // Who sealed it and what that counts for says `whatCounts`.
      arc: { result: arc === false ? 'none' : arc.status.result, sealer: null, trusted: false, dmarc: null },
    },
  }
}

/** What a database refuses is replaced, never left out: that would make another domain of it. */
function nameIn(written: string | undefined): string | null {
  return written?.replaceAll(/\p{Cc}/gu, '\ufffd').toWellFormed() ?? null
}

type Dmarc = Exclude<AuthenticateResult['dmarc'], false>

/** Nobody is called forged by a rule while what could meet it is not known. */
function resultOf(dmarc: Dmarc, { spf, dkim }: AuthenticateResult): string {
  const { result, header } = dmarc.status
  const couldAlign = (domain: string | undefined, isStrict: boolean | undefined) => {
    const name = (domain ?? '').toLowerCase().replace(/\.$/, '')
    if (isStrict === true) return name === header?.from?.toLowerCase()
    return name === dmarc.domain || name.endsWith(`.${dmarc.domain}`)
  }
  const { alignment } = dmarc
  const isOpen =
    (spf !== false &&
      spf.status.result === 'temperror' &&
      couldAlign(spf.domain || undefined, alignment?.spf?.strict)) ||
    dkim.results.some(
      ({ status, signingDomain }) =>
        status.result === 'temperror' && couldAlign(signingDomain, alignment?.dkim?.strict),
    )
  return result === 'fail' && isOpen ? 'temperror' : result
}

type ReadField = { key: string; line: Buffer }

/** Each as `readHeaders` would have it; a further line that is no continuation stays as it came. */
function fromsIn(fields: readonly ReadField[]): string[] {
  return fields
    .filter(({ key }) => key === 'from')
    .map(({ line }) => line.toString('utf8'))
    .map((line) =>
      line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\r\n[ \t]+/g, ' ')
        .trim(),
    )
}

type Signature = Awaited<ReturnType<typeof authenticate>>['dkim']['results'][number]

/** When it was signed: as the signature says, else by the one Date that it covers. */
function signedAt(
  { signTime, signingHeaders }: Signature,
  headers: readonly ReadField[],
): { signedAt?: string } {
  if (typeof signTime === 'string') return { signedAt: signTime }
  const isCovered = /\bdate\b/i.test(signingHeaders?.keys ?? '')
  const dates = headers.filter(({ key }) => key === 'date').map(({ line }) => line.toString('latin1', 5, 200))
  const at = isCovered && dates.length === 1 ? Date.parse(dates[0]?.trim() ?? '') : Number.NaN
  return Number.isNaN(at) ? {} : { signedAt: new Date(at).toISOString() }
}

function resolverOf(known: DnsKnown, asked: Set<string>): DNSResolver {
  const answers = new Map(known)
  const resolver = async (name: string, type: string): Promise<unknown> => {
    const question = `${type} ${name}`
    const answer = answers.get(question)
    if (answer === undefined) asked.add(question)
    else if ('found' in answer) return answer.found
    const failed = answer === undefined || 'found' in answer ? 'ETIMEOUT' : answer.code
    // What can be no name will not be there later.
    const code = failed === 'EBADNAME' ? 'ENOTFOUND' : failed
    throw Object.assign(new Error(`${code} ${name}`), { code })
  }
  // Its own type leaves out that MX answers are records.
  return resolver as DNSResolver
}
