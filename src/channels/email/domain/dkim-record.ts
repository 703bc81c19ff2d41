import type { DkimFinding } from './signing-contract.ts'

/** The name of the TXT record of a key. */
export function dkimRecordName(selector: string, domain: string): string {
  return `${selector}._domainkey.${domain}`
}

/** @param publicKey SPKI, base64 */
export function dkimRecordText(publicKey: string): string {
  return `v=DKIM1; k=rsa; p=${publicKey}`
}

/** A selector tells when its key was made, and is used for no other: `fl20261123a`, then `b`. */
export function nextSelector(now: Date, taken: readonly string[]): string {
  const day = `fl${now.toISOString().slice(0, 10).replaceAll('-', '')}`
  for (let number = 0; ; number++) {
    const selector = `${day}${number === 0 ? '' : number + 1}`
    if (!taken.includes(selector)) return selector
  }
}

/**
 * What the records at a key's name come to.
 * @param rows each record as its strings, as DNS answers
 */
export function judgeDkimRecord(rows: readonly (readonly string[])[], publicKey: string): DkimFinding {
  const texts = rows.map((row) => row.join(''))
  const plain = texts.map((text) => text.replaceAll(/\s+/g, ''))
  const wanted = dkimRecordText(publicKey).replaceAll(/\s+/g, '')
  if (rows.length === 0) return 'missing'
  if (rows.length > 1 && isWhole(plain, wanted)) return 'split'
  const keys = plain.map(keyIn)
  if (rows.length === 1 && keys[0] === publicKey) return 'ok'
  if (texts.some((text) => /["“”]/.test(text)) && keyIn(unquoted(plain[0] ?? '')) === publicKey)
    return 'quoted'
  const key = keys.find((one) => one !== undefined)
  if (key === '') return 'revoked'
  if (key !== undefined && key.length < publicKey.length && publicKey.startsWith(key)) return 'cut_off'
  return 'other_key'
}

function keyIn(plain: string): string | undefined {
  return /(?:^|;)p=([^;]*)/.exec(plain)?.[1]
}

function unquoted(text: string): string {
  return text.replaceAll(/["“”]/g, '')
}

/** Whether the records, in whatever order, are the pieces of one. */
function isWhole(pieces: readonly string[], wanted: string): boolean {
  const left = [...pieces]
  let rest = wanted
  while (left.length > 0) {
    const at = left.findIndex((piece) => piece !== '' && rest.startsWith(piece))
    if (at === -1) return false
    rest = rest.slice(left[at]?.length)
    left.splice(at, 1)
  }
  return rest === ''
}
