import { route } from '#platform/http/route.ts'
import {
  blockSenderEndpoint,
  blockSendersEndpoint,
  listBlockedEndpoint,
  previewBlockEndpoint,
  unblockSenderEndpoint,
} from '../domain/blocked-senders-contract.ts'
import { countTriageEndpoint } from '../domain/contract.ts'
import { listHelpLinksEndpoint, saveHelpLinksEndpoint } from '../domain/help-links-contract.ts'
import {
  adoptMatchedEndpoint,
  disownMatchedEndpoint,
  listMatchedEndpoint,
} from '../domain/matched-mail-contract.ts'
import {
  acceptOnceEndpoint,
  answerTriageEndpoint,
  bringBackEndpoint,
  discardManyEndpoint,
  listDecidedEndpoint,
  matchTriageEndpoint,
  revealTriageEndpoint,
  takeBackCaseEndpoint,
  unmatchTriageEndpoint,
} from '../domain/triage-acts-contract.ts'
import { acceptOnce } from './accept-once.ts'
import { answerTriage } from './answer-triage.ts'
import { blockSender, blockSenders, previewBlock, unblockSender } from './block-sender.ts'
import { bringBack } from './bring-back.ts'
import { discardMany } from './discard-triage.ts'
import { listHelpLinks, saveHelpLinks } from './help-links.ts'
import { listBlocked } from './list-blocked.ts'
import { listDecided } from './list-decided.ts'
import { countTriage } from './list-triage.ts'
import { matchTriage, unmatchTriage } from './match-triage.ts'
import { adoptMatched, disownMatched, listMatched } from './matched-mail.ts'
import { revealTriage } from './reveal-triage.ts'
import { takeBackCase } from './take-back-case.ts'

/** What is done with messages in triage, by staff and by the accounts they are matched to. */
export const triageRoutes = [
  route(countTriageEndpoint, 'triage.read', countTriage),
  route(matchTriageEndpoint, 'triage.decide', matchTriage),
  route(unmatchTriageEndpoint, 'triage.decide', unmatchTriage),
  route(acceptOnceEndpoint, 'decision.waive', acceptOnce),
  route(takeBackCaseEndpoint, 'triage.decide', takeBackCase),
  route(answerTriageEndpoint, 'triage.decide', answerTriage),
  route(revealTriageEndpoint, 'triage.decide', revealTriage),
  route(discardManyEndpoint, 'triage.decide', discardMany),
  route(bringBackEndpoint, 'triage.decide', bringBack),
  route(listDecidedEndpoint, 'triage.read', listDecided),
  route(listBlockedEndpoint, 'triage.read', listBlocked),
  route(previewBlockEndpoint, 'triage.decide', previewBlock),
  route(blockSenderEndpoint, 'triage.decide', blockSender),
  route(blockSendersEndpoint, 'triage.decide', blockSenders),
  route(unblockSenderEndpoint, 'triage.decide', unblockSender),
  route(listHelpLinksEndpoint, 'triage.read', listHelpLinks),
  route(saveHelpLinksEndpoint, 'help_link.change', saveHelpLinks),
  route(listMatchedEndpoint, 'matched_mail.use', listMatched),
  route(adoptMatchedEndpoint, 'matched_mail.use', adoptMatched),
  route(disownMatchedEndpoint, 'matched_mail.use', disownMatched),
]
