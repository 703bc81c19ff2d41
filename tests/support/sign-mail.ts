import { generateKeyPairSync } from 'node:crypto'
import { sealMessage } from 'mailauth/lib/arc/index.js'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { DnsZone } from '#channels/email/server/dns.ts'

export type SigningKey = { domain: string; selector: string; privateKey: string; zone: DnsZone }

/** A key by which a domain signs mail, and the record that publishes it. */
export function makeSigningKey(domain: string, selector: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  return {
    domain,
    selector,
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    zone: { [`${selector}._domainkey.${domain}`]: { TXT: [`v=DKIM1; k=ed25519; p=${bytes}`] } },
  }
}

/** The message with a DKIM signature above it. */
export async function signMail(raw: string, key: SigningKey, signTime = new Date()): Promise<string> {
  const { domain: signingDomain, selector, privateKey } = key
  const signer = { signingDomain, selector, privateKey }
  const { signatures, errors } = await dkimSign(raw, {
    ...signer,
    algorithm: 'ed25519-sha256',
    canonicalization: 'relaxed/relaxed',
    signTime,
    signatureData: [signer],
  })
  if (errors.length > 0) throw new Error('The message could not be signed')
  return signatures + raw
}

/** The message as a forwarder seals it (ARC), with what that claims to have found. */
export async function sealMail(raw: string, key: SigningKey, authResults: string): Promise<string> {
  const headers = await sealMessage(raw, {
    signingDomain: key.domain,
    selector: key.selector,
    privateKey: key.privateKey,
    algorithm: 'ed25519-sha256',
    cv: 'none',
    authResults,
  })
  return headers.toString('utf8') + raw
}
