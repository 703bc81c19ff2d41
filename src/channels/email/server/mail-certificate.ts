import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { CannotStart } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'
import { makeSelfSigned } from '#platform/self-signed.ts'

export type Certificate = { key: string; cert: string }

/** Files in PEM that somebody else renews, or where to keep one that is made here. */
export type CertificatePlace =
  | { certFile: string; keyFile: string }
  | { folder: string; name: string; now: Date }

export type MailCertificate = {
  current: Certificate
  /** The one that has replaced it since it was last asked, if any. What cannot be used is told and left out. */
  renewed(): Certificate | undefined
}

/**
 * What mail comes in under, encrypted. Without a certificate of its own the product makes one: nobody can tell by it
 * that we are we, but nobody on the way reads along without taking part, which most sending servers prefer to plain
 * text. @throws CannotStart where files are named that cannot be used
 */
export function openMailCertificate(place: CertificatePlace, log: Log): MailCertificate {
  if (!('certFile' in place)) return { current: ownCertificate(place), renewed: () => undefined }
  let seen = markOf(place)
  const current = readCertificate(place)
  return {
    current,
    renewed() {
      try {
        const mark = markOf(place)
        if (mark === seen) return undefined
        seen = mark
        return readCertificate(place)
      } catch (error) {
        log.warn('The certificate for mail cannot be used; the one before stays in use', { error })
        return undefined
      }
    },
  }
}

type Files = { certFile: string; keyFile: string }

function readCertificate({ certFile, keyFile }: Files): Certificate {
  try {
    const found = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
    checkPair(found)
    return found
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`SMTP_TLS_CERT and SMTP_TLS_KEY cannot be used: ${why}`)
  }
}

/** Throws where the key is not that of the certificate. */
function checkPair({ cert, key }: Certificate): void {
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
    throw new Error('the key is not the one of the certificate')
}

function markOf({ certFile, keyFile }: Files): string {
  return [certFile, keyFile]
    .map((file) => {
      const { mtimeMs, size, ino } = statSync(file)
      return `${mtimeMs} ${size} ${ino}`
    })
    .join()
}

/** Key and certificate in one file that only its owner reads; made again for another name and before it ends. */
function ownCertificate({ folder, name, now }: { folder: string; name: string; now: Date }): Certificate {
  const file = path.join(folder, 'smtp-tls.pem')
  const kept = readOwn(file)
  if (kept !== undefined && isGood(kept, name, now)) return kept
  const made = makeSelfSigned(name, now)
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${made.key}${made.cert}`, { mode: 0o600 })
  renameSync(draft, file)
  return made
}

function readOwn(file: string): Certificate | undefined {
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const at = text.indexOf('-----BEGIN CERTIFICATE-----')
  return at === -1 ? undefined : { key: text.slice(0, at), cert: text.slice(at) }
}

const beforeItEndsMs = 30 * 86_400_000

function isGood(kept: Certificate, name: string, now: Date): boolean {
  try {
    checkPair(kept)
    const certificate = new X509Certificate(kept.cert)
    const isOfName = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)
    return isOfName !== undefined && Date.parse(certificate.validTo) - now.getTime() > beforeItEndsMs
  } catch {
    return false
  }
}
