import { isIP } from 'node:net'
import { spf, type DNSResolver } from 'mailauth'
import { judgeDkimRecord, dkimRecordName } from '../domain/dkim-record.ts'
import { judgeDmarcRecords, spfRecordsIn } from '../domain/dmarc-record.ts'
import type { DkimFinding, DomainFacts } from '../domain/signing-contract.ts'
import type { DnsResolver } from './dns.ts'

const patienceMs = 5_000
const atMostServers = 4

/** What DNS says of a key's record. Without an answer nothing is known, and nothing changes. */
export async function askForKey(
  resolver: DnsResolver,
  key: { domain: string; selector: string; publicKey: string },
): Promise<DkimFinding> {
  const rows = await ask(resolver, dkimRecordName(key.selector, key.domain), 'TXT')
  return rows === undefined ? 'no_answer' : judgeDkimRecord(rows.map(stringsOf), key.publicKey)
}

/**
 * Whether SPF and DMARC of a domain are published, and whether mail that leaves by a server would pass SPF.
 * @param server the mail server by name or address; null where mail is kept
 */
export async function askAboutDomain(
  resolver: DnsResolver,
  domain: string,
  server: string | null,
): Promise<DomainFacts> {
  const [spfRows, dmarcRows] = await Promise.all([
    ask(resolver, domain, 'TXT'),
    askForDmarc(resolver, domain),
  ])
  return {
    spf:
      spfRows === undefined
        ? { code: 'no_answer', record: null, server }
        : await judgeSpf(resolver, domain, server, spfRecordsIn(textsOf(spfRows))),
    dmarc:
      dmarcRows === undefined
        ? { code: 'no_answer', record: null, policy: null }
        : judgeDmarcRecords(textsOf(dmarcRows)),
  }
}

/** Where a domain has none of its own, that of the domain above it holds. */
async function askForDmarc(resolver: DnsResolver, domain: string) {
  const labels = domain.split('.')
  for (let at = 0; at <= labels.length - 2; at++) {
    const rows = await ask(resolver, `_dmarc.${labels.slice(at).join('.')}`, 'TXT')
    if (rows === undefined || judgeDmarcRecords(textsOf(rows)).code !== 'missing') return rows
  }
  return []
}

async function judgeSpf(
  resolver: DnsResolver,
  domain: string,
  server: string | null,
  records: readonly string[],
): Promise<DomainFacts['spf']> {
  const [record = null] = records
  if (record === null) return { code: 'missing', record, server }
  if (records.length > 1) return { code: 'several', record, server }
  const addresses = server === null ? [] : await addressesOf(resolver, server)
  const results = await Promise.all(addresses.map((ip) => spfOf(resolver, domain, ip)))
  if (results.some((result) => result === 'permerror')) return { code: 'broken', record, server }
  if (results.length === 0 || results.some((result) => result === 'temperror'))
    return { code: 'not_known', record, server }
  return { code: results.every((result) => result === 'pass') ? 'ok' : 'not_covered', record, server }
}

async function spfOf(resolver: DnsResolver, domain: string, ip: string): Promise<string> {
  const asked = { ip, sender: `postmaster@${domain}`, helo: domain, mta: domain }
  const result = await inTime(spf({ ...asked, resolver: resolver as DNSResolver }).catch(() => undefined))
  return result?.status.result ?? 'temperror'
}

async function addressesOf(resolver: DnsResolver, server: string): Promise<string[]> {
  if (isIP(server) !== 0) return [server]
  const [four, six] = await Promise.all([ask(resolver, server, 'A'), ask(resolver, server, 'AAAA')])
  return textsOf([...(four ?? []), ...(six ?? [])]).slice(0, atMostServers)
}

type Row = Awaited<ReturnType<DnsResolver>>[number]

/** Undefined where nobody answered; empty where there is no such record. */
async function ask(resolver: DnsResolver, name: string, type: string): Promise<Row[] | undefined> {
  try {
    return await inTime(resolver(name, type))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : undefined
  }
}

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function stringsOf(row: Row): string[] {
  if (Array.isArray(row)) return row
  return typeof row === 'string' ? [row] : []
}

function textsOf(rows: readonly Row[]): string[] {
  return rows.map((row) => stringsOf(row).join(''))
}
