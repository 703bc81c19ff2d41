import { promises as dns } from 'node:dns'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CannotStart } from '#platform/errors.ts'

type MxRecord = { priority: number; exchange: string }
export type DnsAnswer = string[][] | string[] | MxRecord[]

/** As node's `dns.resolve(name, type)`; a name or data that is not there is an error with its `code`. */
export type DnsResolver = (name: string, type: string) => Promise<DnsAnswer>

const records = z.record(
  z.string(),
  z.record(z.string(), z.array(z.union([z.string(), z.array(z.string())]))),
)

/** Records by name, then by type. */
export type DnsZone = z.output<typeof records>

const fromLoopback = { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }
const rejecting = { TXT: ['v=DMARC1; p=reject'] }

/** The demo's domains send from this machine only, and ask that everything else be rejected. */
export const demoZone: DnsZone = Object.fromEntries(
  ['basic.example', 'business.example', 'premium.example', 'vendor.example'].flatMap((domain) => [
    [domain, fromLoopback],
    [`_dmarc.${domain}`, rejecting],
  ]),
)

/**
 * Who answers questions about senders' domains. A zone file (`FOURLINE_DNS_ZONE`) answers instead of DNS:
 *
 *     { "cust.example": { "TXT": ["v=spf1 ip4:127.0.0.1 -all"], "MX": ["10 mx.cust.example"], "A": ["127.0.0.1"] },
 *       "_dmarc.cust.example": { "TXT": ["v=DMARC1; p=reject"] } }
 *
 * A long TXT value may be a list of strings, which are joined. A name that is not there does not exist
 * (`ENOTFOUND`); one without this type has no such data (`ENODATA`). In demo mode the demo's own domains are
 * answered too, unless the file speaks of them.
 * @param zoneFile path of the JSON file; undefined for DNS
 * @throws a sentence when the file cannot be read
 */
export async function createResolver(options: { zoneFile?: string; demo: boolean }): Promise<DnsResolver> {
  const demo = options.demo ? demoZone : {}
  if (options.zoneFile === undefined) {
    return withZone(demo, resolveByDns)
  }
  const file = await readZone(options.zoneFile)
  const kept = Object.entries(demo).filter(([name]) => !speaksOf(file, name.replace(/^_dmarc\./, '')))
  return zoneResolver({ ...Object.fromEntries(kept), ...file })
}

/** Answers from the zone alone. */
export function zoneResolver(zone: DnsZone): DnsResolver {
  const byName = new Map(Object.entries(zone).map(([name, types]) => [plain(name), types]))
  return async (name, type) => {
    const types = byName.get(plain(name))
    const found = types?.[type.toUpperCase()]
    if (found !== undefined) return answerOf(type.toUpperCase(), found)
    const exists =
      types !== undefined || [...byName.keys()].some((known) => known.endsWith(`.${plain(name)}`))
    throw dnsError(exists ? 'ENODATA' : 'ENOTFOUND', name, type)
  }
}

function answerOf(type: string, rows: (string | string[])[]): DnsAnswer {
  if (type === 'TXT') return rows.map((row) => [row].flat())
  if (type !== 'MX') return rows.flat()
  return rows.flat().map((row) => {
    const [, priority, exchange] = /^(?:(\d+)\s+)?(\S+)$/.exec(row.trim()) ?? []
    return { priority: Number(priority ?? 0), exchange: exchange ?? '' }
  })
}

/** Answers for the zone's domains from the zone, for all others from `rest`. */
function withZone(zone: DnsZone, rest: DnsResolver): DnsResolver {
  const own = zoneResolver(zone)
  const domains = Object.keys(zone).filter((name) => !name.startsWith('_'))
  return (name, type) => {
    const isOwn = domains.some((domain) => plain(name) === domain || plain(name).endsWith(`.${domain}`))
    return isOwn ? own(name, type) : rest(name, type)
  }
}

function speaksOf(zone: DnsZone, domain: string): boolean {
  return Object.keys(zone).some((name) => plain(name) === domain || plain(name).endsWith(`.${domain}`))
}

async function resolveByDns(name: string, type: string): Promise<DnsAnswer> {
  if (type === 'TXT') return dns.resolveTxt(name)
  if (type === 'MX') return dns.resolveMx(name)
  if (type === 'A') return dns.resolve4(name)
  if (type === 'AAAA') return dns.resolve6(name)
  if (type === 'PTR') return dns.resolvePtr(name)
  if (type === 'CNAME') return dns.resolveCname(name)
  throw dnsError('ENODATA', name, type)
}

async function readZone(file: string): Promise<DnsZone> {
  try {
    return records.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new CannotStart(
      `The DNS zone file ${file} cannot be read: it has to be {"name": {"TXT": ["…"]}}.`,
      {
        cause: error,
      },
    )
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function dnsError(code: string, name: string, type: string): Error {
  return Object.assign(new Error(`query${type} ${code} ${name}`), { code, hostname: name })
}
