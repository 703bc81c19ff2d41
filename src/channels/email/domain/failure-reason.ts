/** Why a mail was not delivered, in the words of RFC 3463. `unknown` is what nobody explained. */
export type FailureReason =
  | 'mailbox_full'
  | 'too_big'
  | 'greylisted'
  | 'sender_refused'
  | 'refused'
  | 'moved'
  | 'no_such_host'
  | 'no_mail_there'
  | 'suspended'
  | 'no_such_user'
  | 'expired'
  | 'connection'
  | 'system'
  | 'unknown'

/** An answer is short; what is longer is not read further. */
const longest = 4000

type Rule = { reason: FailureReason; words: RegExp }

/** The code that stands for a reason where the report gives none, and whether the address is lost. */
const meaning: Readonly<Record<FailureReason, { status: string; hard: boolean }>> = {
  mailbox_full: { status: '5.2.2', hard: false },
  too_big: { status: '5.3.4', hard: false },
  greylisted: { status: '4.7.1', hard: false },
  sender_refused: { status: '5.1.8', hard: false },
  refused: { status: '5.7.1', hard: false },
  moved: { status: '5.1.6', hard: true },
  no_such_host: { status: '5.1.2', hard: true },
  no_mail_there: { status: '5.1.10', hard: true },
  suspended: { status: '5.2.1', hard: false },
  no_such_user: { status: '5.1.1', hard: true },
  expired: { status: '4.4.7', hard: false },
  connection: { status: '4.4.1', hard: false },
  system: { status: '5.3.0', hard: false },
  unknown: { status: '5.0.0', hard: false },
}

/** Who is refused after the message was taken in was known when named: it is a filter that says so. */
const afterMessage = /in reply to end of\s{1,20}data/i

/** Whether an answer came after the message had been taken in. */
export function isAfterMessage(text: string): boolean {
  return afterMessage.test(text.slice(0, longest))
}

/**
 * What the words of an answer say, the first that fits. What passes comes before what is final: a full
 * mailbox that is reported as an unknown user is a full mailbox.
 */
const rules: readonly Rule[] = [
  {
    reason: 'mailbox_full',
    words:
      /\bmail ?(box|folder|drop)\b[^.\n]{0,30} full|mailfolder is full|full mailbox|over ?quota|over[^.\n]{0,20} quota|quota[^.\n]{0,30}(exceed|full)|exceed[^.\n]{0,60}quota|mailbox size limit|storage (limit|quota)|inbox is full|out of storage|not enough (storage|space)|mailbox[^.\n]{0,20} (over|exceed)/i,
  },
  {
    reason: 'too_big',
    words:
      /message (is |was )?too (big|large|long)|size limit|exceed[^.\n]{0,60}(message|maximum|mail) ?size|message size exceed|too large for|size exceeds|larger than/i,
  },
  { reason: 'greylisted', words: /gr[ea]y-?list/i },
  {
    reason: 'sender_refused',
    words:
      /sender[^.\n]{0,40}(reject|refused|unknown|invalid|denied|not (exist|found|verif))|sender verify|domain of sender|(invalid|unroutable|bad) sender|from address/i,
  },
  {
    reason: 'moved',
    words:
      /user (has )?moved|address[^.\n]{0,20}(has |was )?changed|no longer (works|with) (here|us)|forward path/i,
  },
  {
    reason: 'no_such_host',
    words:
      /host[^\n]{0,80} (unknown|not found)|unknown (host|domain)|domain[^.\n]{0,50}(not found|does ?n[o']t exist|not exist|unknown|invalid)|no such (domain|host)|unroutea?ble (address|mail domain)|unresolvable|name service error|nxdomain|non-?existent (domain|host)|couldn'?t find any host|no (mx|a) record|no mx found|mx records point to non-existent|host or domain name not found/i,
  },
  {
    reason: 'no_mail_there',
    words:
      /null ?mx|indicated no smtp service|not accepting network messages|does not accept (any )?(mail|e-mail|email)|not accept(ing)? (any )?mail|no mail accepted/i,
  },
  {
    reason: 'suspended',
    words:
      /(account|mailbox|user|recipient|address)[^.\n]{0,60}(disabled|suspended|inactive|deactivated|discontinued|locked|expired|closed)|(disabled|suspended|inactive|expired|closed) (account|mailbox|user|recipient)/i,
  },
  {
    reason: 'no_such_user',
    words:
      /(user|recipient|address|addressee|mailbox|account|alias)s? (name )?(is |was )?(unknown|not (found|exist|known|valid|listed|recogni[sz]ed|here)|invalid|undeliverable)|(unknown|invalid|bad|no such|non-?existent|unrecogni[sz]ed) (\w{1,20} ){0,2}(user|recipient|address|mailbox|account|person|local part)|(user|recipient|address|addressee|mailbox|account|userid)[^.\n]{0,60}(does ?n[o']t (exist|have)|do not exist|could ?n[o']t be found|cannot be found|can'?t be found|not found|not listed|wasn'?t found|unknown|no longer (exists|valid|available|in use))|no (user|mailbox|account) (here|by that|with that)|doesn'?t have an? [^\n]{0,60}account|is not a (known|valid) (user|recipient)|not our customer|not listed in|mailbox unavailable|recipient address rejected: access[ \n]{1,10}denied|ディレクトリには見つかりません|resolver\.adr\.(recip|exrecip)/i,
  },
  {
    reason: 'refused',
    words:
      /\bspam|\bspf\b|\bdkim\b|dmarc|block(ed|list)|black ?list|reputation|banned|polic(y|ies)|relay(ing)?\b[^.\n]{0,40}(denied|not (permitted|allowed)|prohibited|access)|(denied|prohibited)[^.\n]{0,20}relay|reverse|\bptr\b|not (authori[sz]ed|permitted|allowed)|access denied|authenticat|virus|malware|unsolicited|spamhaus|too many|rate limit|\btls\b|content (reject|filter)/i,
  },
  {
    reason: 'expired',
    words:
      /retry time|timed? ?out|time ?limit|expired|too long|been delayed|still (being )?(trying|retried)|not (yet )?been delivered|could not be delivered (for|within)|gave up|failing for a long time|unable to deliver[^.\n]{0,40}(hours|days)|will (continue|keep|be retried)/i,
  },
  {
    reason: 'connection',
    words:
      /connection (refused|lost|dropped|closed|reset)|no route to|unreachable|not respond|could ?n[o']t connect|establish an smtp connection|hop count|mail loop|loops? back|too many hops|lost connection/i,
  },
  {
    reason: 'system',
    words:
      /system (error|failure)|temporary (failure|error)|local error|i\/o error|disk|configuration|service[^.\n]{0,20}unavailable|try again/i,
  },
]

/** What an answer's words say of the cause; undefined where no rule knows them. */
export function reasonInWords(text: string): FailureReason | undefined {
  const bounded = text.slice(0, longest)
  const found = rules.find(({ words }) => words.test(bounded))?.reason
  return found === 'no_such_user' && isAfterMessage(bounded) ? 'refused' : found
}

/** Codes that say by themselves that the address or its domain is gone (RFC 3463, 3.2; RFC 7505). */
const gone = new Set(['1.1', '1.2', '1.3', '1.6', '1.10', '1.351', '4.4'])

/** What is said by codes clear enough that no words count against them. */
const plain: Readonly<Record<string, FailureReason>> = {
  '1.6': 'moved',
  '1.7': 'sender_refused',
  '1.8': 'sender_refused',
  '2.2': 'mailbox_full',
  '2.3': 'too_big',
  '3.4': 'too_big',
  '4.7': 'expired',
}

export type Explained = { status: string; hard: boolean; reason: FailureReason }

const goneReasons: Readonly<Record<string, FailureReason>> = {
  '1.1': 'no_such_user',
  '1.2': 'no_such_host',
  '1.3': 'no_such_user',
  '1.10': 'no_mail_there',
  '1.351': 'no_such_user',
  '4.4': 'no_such_host',
}

/**
 * The code of a failure, its cause in a word, and whether the address is lost. Hard is only what is permanent and about the
 * address: no such user or host, moved, a domain that takes no mail. Everything else is soft, although its
 * code may begin with 5: a full or suspended mailbox opens again (RFC 3463, X.2.1, X.2.2), and what is too
 * big, greylisted or refused by policy says something of the mail or its sender (X.2.3, X.3.4, X.7).
 * @param status as the report gives it, null where it gives none
 * @param words the answer of the server that refused
 * @param delayed whether it is still being tried
 */
export function explainFailure(status: string | null, words: string, delayed = false): Explained {
  const [kind, ...rest] = (status ?? '').split('.')
  const detail = rest.join('.')
  const reason = plain[detail] ?? (isPolicy(detail) ? 'refused' : reasonInWords(words))
  const said = status === null ? undefined : gone.has(detail)
  const means = meaning[reason ?? 'unknown']
  const code = status ?? statusFor(means.status, words)
  const passes = delayed || code.startsWith('4') || kind === '4'
  const isLost = reason === undefined ? said === true : means.hard
  return { status: code, hard: isLost && !passes, reason: reason ?? goneReasons[detail] ?? 'unknown' }
}

/** X.7 is about policy, but 7.0 and 7.1 stand for anything that a server refuses. */
function isPolicy(detail: string): boolean {
  return detail.startsWith('7.') && detail !== '7.0' && detail !== '7.1'
}

/** Without a code the reason's own, or the SMTP answer's first digit where the words say nothing. */
function statusFor(status: string, words: string): string {
  const reply = replyCodeIn(words)
  if (reply === null) return status
  return status === '5.0.0' ? `${reply}.0.0` : `${reply}${status.slice(1)}`
}

/** The first digit of the first SMTP answer that refuses. */
function replyCodeIn(words: string): '4' | '5' | null {
  const found = /(?:^|[\s:;,'"(<#])([45])[0-5]\d(?=[\s\-:,;.)'"#])/.exec(words.slice(0, longest))?.[1]
  return found === '4' || found === '5' ? found : null
}

/**
 * The most telling code that refuses: before the general x.0.0, and before x.4.7, which says no more than that
 * time ran out. Of two that are alike the one that stands first.
 * @param texts the surest first
 */
export function statusIn(texts: readonly string[]): string | null {
  const codes = texts.flatMap((text) =>
    [...text.slice(0, longest).matchAll(/(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/g)].map(
      ([code]) => code,
    ),
  )
  const tells = (code: string) => (code.endsWith('.0.0') ? 0 : code.endsWith('.4.7') ? 1 : 2)
  return codes.toSorted((one, other) => tells(other) - tells(one))[0] ?? null
}
