import { kindName } from './kind-names.ts'
import { withDue } from './due-words.ts'
import type { Audience, NotificationKind } from './notification-kinds.ts'
import { addressOf, type NotificationFacts, sentenceOf } from './notification-words.ts'

export type Piece = { kind: NotificationKind; facts: NotificationFacts }

type Letter = {
  audience: Audience
  personName: string
  vendorName: string
  /** `https://support.example`, without a slash at its end. */
  publicUrl: string
  /** Turns mail of this kind, or the digest, off. */
  offUrl: string | null
  /** When it is written, epoch milliseconds, and the zone of its reader. */
  now: number
  timeZone: string
}

export type MailText = { subject: string; body: string }

/** One piece of news as a mail. It has a link and never the text of a message. */
export function notificationMail(piece: Piece, letter: Letter & { canAnswer: boolean }): MailText {
  const { kind, facts } = piece
  const sentence = sentenceFor(letter, piece)
  const subject =
    facts.reference === undefined ? sentence : `[${facts.reference}] ${sentence}: ${facts.subject ?? ''}`
  const name = kindName(letter.audience, kind)
  return {
    subject: oneLine(subject),
    body: paragraphs([
      `Hello ${letter.personName},`,
      `${sentence}.`,
      pieceLines(piece, letter, false),
      letter.canAnswer ? 'To add something to the case, simply answer this mail.' : null,
      footer(letter, `You get this mail for: ${name}.`),
    ]),
  }
}

/** Several pieces of news in one mail: what came together, what waited for the end of quiet hours, or a digest. */
export function gatheredMail(pieces: readonly Piece[], letter: Letter & { isDigest: boolean }): MailText {
  const count = pieces.length === 1 ? 'One piece of news' : `${pieces.length} pieces of news`
  const why = letter.isDigest
    ? 'You get this mail as your digest.'
    : letter.audience === 'staff'
      ? 'You get this mail for news that came together, or waited for the end of your quiet hours.'
      : 'You get this mail for news that came together.'
  return {
    subject: `${count} from ${letter.vendorName} support`,
    body: paragraphs([
      `Hello ${letter.personName},`,
      letter.isDigest ? 'What you have not read yet:' : 'What is new:',
      ...byCase(pieces).map((group) => group.map((one) => pieceLines(one, letter, true)).join('\n')),
      footer(letter, why),
    ]),
  }
}

function sentenceFor({ audience, now, timeZone }: Letter, { kind, facts }: Piece): string {
  return sentenceOf(audience, kind, withDue(facts, now, { timeZone, withPlace: true }))
}

function pieceLines(piece: Piece, letter: Letter, withSentence: boolean): string {
  const { audience, publicUrl } = letter
  const { kind, facts } = piece
  const title = facts.reference === undefined ? null : `${facts.reference} · ${facts.subject ?? ''}`
  const sentence = withSentence ? `${sentenceFor(letter, piece)}.` : null
  return [title, sentence, `${publicUrl}${addressOf(audience, kind, facts)}`]
    .filter((line) => line !== null)
    .join('\n')
}

/** News of one case stand together, in the order of their first. */
function byCase(pieces: readonly Piece[]): Piece[][] {
  return Object.values(Object.groupBy(pieces, ({ facts }, index) => facts.reference ?? `${index}`)).map(
    (group) => group ?? [],
  )
}

function footer({ audience, vendorName, publicUrl, offUrl }: Letter, why: string): string {
  const room = audience === 'staff' ? 'desk' : 'portal'
  return [
    `${vendorName} support`,
    '',
    why,
    offUrl === null ? null : `Turn it off: ${offUrl}`,
    `Choose what comes by mail: ${publicUrl}/${room}/settings/notifications`,
  ]
    .filter((line) => line !== null)
    .join('\n')
}

function paragraphs(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('\n\n')
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 200 ? line : `${line.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…`
}
