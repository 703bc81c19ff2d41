import { cleanFileName } from './clean-text.ts'
import { decodeWords } from './decode-words.ts'
import { readHeaders } from './read-headers.ts'
import { firstHeader } from './read-mail.ts'
import type { MailPart } from './read-parts.ts'

/** What a file of a type is called where nobody named it. */
const namesOfTypes: Readonly<Record<string, readonly [name: string, ending: string]>> = {
  'text/plain': ['document', '.txt'],
  'text/html': ['document', '.html'],
  'text/calendar': ['invitation', '.ics'],
  'text/rfc822-headers': ['headers', '.txt'],
  'message/rfc822': ['message', '.eml'],
  'message/delivery-status': ['delivery-status', '.txt'],
  'message/disposition-notification': ['disposition-notification', '.txt'],
  'message/feedback-report': ['feedback-report', '.txt'],
  'application/pdf': ['document', '.pdf'],
  'application/pgp-signature': ['signature', '.asc'],
  'application/pkcs7-mime': ['smime', '.p7m'],
  'application/x-pkcs7-mime': ['smime', '.p7m'],
  'application/pkcs7-signature': ['smime', '.p7s'],
  'image/jpeg': ['image', '.jpg'],
  'image/jpg': ['image', '.jpg'],
  'image/png': ['image', '.png'],
  'image/gif': ['image', '.gif'],
  'video/quicktime': ['video', '.mov'],
}

/**
 * The name of an attached part: what its headers call it, the subject of a forwarded message, a content id
 * that is a file name, its description, or what its type is called. Never empty.
 * @param content the decoded bytes
 */
export function namePart(part: MailPart, content: Buffer): string {
  const [kind, ending] = namesOfTypes[part.type.value] ?? ['', '']
  const given = part.disposition.parameters.get('filename') ?? part.type.parameters.get('name')
  const id = contentIdOf(part) ?? ''
  const described = decodeWords(firstHeader(part.headers, 'content-description') ?? '')
  const subject = part.type.value === 'message/rfc822' ? subjectWithin(content) : ''
  const found = [
    decodeWords(asBytes(given ?? '')),
    subject === '' ? '' : `${subject.replaceAll(/[/\\]/g, '-').slice(0, 190)}${ending}`,
    /^(.+?\.[a-z0-9]{2,6})@/i.exec(id)?.[1] ?? '',
    described === '' || ending === '' ? '' : withEnding(described, ending),
    `${kind}${ending}`,
    id.split('@')[0] ?? '',
  ].find((name) => name.trim() !== '')
  return cleanFileName(found ?? 'file')
}

/** The names, each once: the second `image.png` is `image1.png`. */
export function distinctNames(names: readonly string[]): string[] {
  const used = new Map<string, number>()
  return names.map((name) => {
    let one = name
    while (used.has(one)) {
      const next = (used.get(name) ?? 0) + 1
      used.set(name, next)
      const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
      one = `${name.slice(0, name.length - ending.length)}${next}${ending}`
    }
    used.set(one, 0)
    return one
  })
}

/** The content id without its angle brackets, at most 500 characters; undefined where there is none. */
export function contentIdOf(part: MailPart): string | undefined {
  const id = (firstHeader(part.headers, 'content-id') ?? '').replaceAll(/[<>\s]/g, '')
  return id === '' ? undefined : id.slice(0, 500)
}

function subjectWithin(content: Buffer): string {
  const headers = readHeaders(content.toString('latin1', 0, 100_000))
  return decodeWords(firstHeader(headers, 'subject') ?? '').trim()
}

function withEnding(name: string, ending: string): string {
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`
}

/** Encoded words within a name that was decoded already: only where it still holds some. */
function asBytes(name: string): string {
  return name.includes('=?') ? name : Buffer.from(name).toString('latin1')
}
