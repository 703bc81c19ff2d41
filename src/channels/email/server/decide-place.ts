import type { Tx } from '#platform/context.ts'
import { tokensOfAddresses } from '../domain/mail-report.ts'
import { type Place, placeMail } from '../domain/place-mail.ts'
import { isOldNews } from '../domain/sender-verdict.ts'
import { blockOn } from './blocked-senders.ts'
import type { ReadableMail } from './examine-mail.ts'
import { caseByReplyAddress, casesByMessageId, isRepeated, type KnownContact } from './inbound-facts.ts'
import { namedContact } from './named-contact.ts'
import { isStaffAddress } from './sender-facts.ts'
import type { Inbound } from './tables.ts'

/** The one address it names as its sender, proven or not. */
export function senderOf(mail: ReadableMail['mail'], verdict: ReadableMail['verdict']): string | null {
  return verdict.address ?? mail.from?.address ?? null
}

/** Asks for everything that `placeMail` goes by, and lets it decide. */
export async function decidePlace(
  tx: Tx,
  inbound: Inbound,
  { mail, verdict, checks, mailClass }: ReadableMail,
  known: { contacts: readonly KnownContact[]; provesOurs: boolean; supportAddress: string },
): Promise<Place> {
  const { contacts, provesOurs, supportAddress } = known
  const asked = { mail, envelopeTo: inbound.envelope_to, contacts }
  const [byReplyAddress, byMessageId, namedContactId, repeated, block, namesStaff] = await Promise.all([
    caseByReplyAddress(tx, asked, supportAddress),
    casesByMessageId(tx, asked),
    namedContact(tx, contacts, mail),
    verdict.verified && isRepeated(tx, inbound.id, verdict.address ?? '', mail),
    contacts.length === 0 ? blockOn(tx, senderOf(mail, verdict), inbound.received_at) : null,
    isStaffAddress(tx, verdict.address),
  ])
  return placeMail({
    mailClass,
    verdict,
    contacts,
    byReplyAddress,
    byMessageId,
    namedContactId,
    provesOurs,
    toBounceAddress: tokensOfAddresses(inbound.envelope_to, supportAddress).length > 0,
    repeated,
    blocked: block !== null,
    oldNews: isOldNews(checks, verdict, inbound.received_at),
    namesStaff,
  })
}
