import type { DomainFacts } from './signing-contract.ts'

/** What the TXT records at `_dmarc` of a domain come to (RFC 7489). */
export function judgeDmarcRecords(texts: readonly string[]): DomainFacts['dmarc'] {
  const records = texts.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text.trim()))
  const [record] = records
  if (record === undefined) return { code: 'missing', record: null, policy: null }
  if (records.length > 1) return { code: 'several', record, policy: null }
  const said = /;\s*p\s*=\s*([a-z]+)/i.exec(record)?.[1]?.toLowerCase()
  const policy = (['none', 'quarantine', 'reject'] as const).find((one) => one === said) ?? null
  return { code: policy === null ? 'broken' : 'ok', record, policy }
}

/** The SPF records among the TXT records of a domain (RFC 7208). */
export function spfRecordsIn(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1(?:\s|$)/i.test(text))
}
