/** What stands in the place of a string that could let somebody in. */
export const codeMask = '••••••'

export type Masked = { subject: string; body: string; hidden: number }

/** So far from a word for a code a number is still taken for one. */
const reach = 240

const latin = [
  'codes?',
  'pin',
  'otp',
  'tan',
  'mtan',
  '2fa',
  'mfa',
  'pass(?:code|word|wort|phrase)',
  'kennwort',
  'token',
  'verif\\p{L}*',
  'authenti\\p{L}*',
  'confirm\\p{L}*',
  'bestätig\\p{L}*',
  'einmal\\p{L}*',
  'sicherheits\\p{L}*',
  'security',
  '(?:log|sign)[ -]?(?:in|on|up)',
  'anmelde\\p{L}*',
  'one[ -]time',
  'c[oó]digo',
  'codice',
  'kod\\p{L}{0,3}',
  'kód\\p{L}{0,3}',
  'koodi\\p{L}*',
  'hasło',
  'wachtwoord',
  'код\\p{L}*',
  'парол\\p{L}*',
  'κωδικ\\p{L}*',
]
const codeWords = new RegExp(
  `(?<![\\p{L}\\d])(?:${latin.join('|')})(?![\\p{L}\\d])|コード|验证码|驗證碼|密码|인증|코드|رمز|קוד|รหัส`,
  'giu',
)

/** Four to ten digits, also in groups; or a word of capitals and digits, as codes are written. */
const candidates =
  /(?<![\p{L}\p{N}_])(?:[A-Z]{1,3}-)?(?:\d{3}[ \u00a0-]\d{3}(?:[ \u00a0-]\d{2,4})?|\d{4}[ \u00a0-]\d{4}|\d{4,10}|(?=[A-Z\d-]{0,34}\d)(?=[A-Z\d-]{0,34}[A-Z])[A-Z\d]{3,6}(?:-[A-Z\d]{3,6}){0,4})(?![\p{L}\p{N}_])/gu

const addresses = /https?:\/\/[^\s<>"')\]]+/giu
const lettingIn =
  /(?:^|[/?&=._-])(?:verif|confirm|activat|reset|recover|magic|token|invit|join|accept|login|log-in|signin|sign-in|sso|auth|otp|passw|onetime|one-time|unlock)/i
const random = /[a-z0-9_-]{16,}/gi

/**
 * A message without the strings that could let somebody in elsewhere: sign-up codes, one-time links (EM-11). A number
 * is hidden where a word for a code is near, in the subject too; a link where it confirms or carries a secret. `hidden`
 * counts what was replaced.
 */
export function maskCodes({ subject, body }: { subject: string; body: string }): Masked {
  const isAboutCodes = placesOf(subject).length > 0
  let hidden = 0
  const hide = (): string => {
    hidden++
    return codeMask
  }
  const text = (whole: string, near: boolean): string => {
    const linked = whole.replaceAll(addresses, (link) => maskLink(link, hide))
    const words = placesOf(linked)
    let first = 0
    return linked.replaceAll(candidates, (found: string, at: number) => {
      // Both go forward together: a long text is read once, whatever stands in it.
      while ((words[first] ?? Infinity) < at - reach) first++
      const next = words[first] === at ? words[first + 1] : words[first]
      return near || (next ?? Infinity) < at + found.length + reach ? hide() : found
    })
  }
  const opensWithOne = placesOf(body.slice(0, 2 * reach)).length > 0
  return {
    subject: text(subject, isAboutCodes || opensWithOne),
    body: text(body, isAboutCodes),
    hidden,
  }
}

/** Where words for codes begin, in order. */
function placesOf(text: string): number[] {
  return Array.from(text.matchAll(codeWords), ({ index }) => index)
}

/** The host stays: it says whose link it is. */
function maskLink(link: string, hide: () => string): string {
  const [, host = '', rest = ''] = /^(https?:\/\/[^/?#]*)(.*)$/i.exec(link) ?? []
  const carriesSecret = (rest.match(random) ?? []).some((part) => /\d/.test(part) && /[a-z]/i.test(part))
  if (rest.length < 2 || !(lettingIn.test(rest) || carriesSecret)) return link
  return `${host}/${hide()}`
}
