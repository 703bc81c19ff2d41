import { route } from '#platform/http/route.ts'
import {
  adoptTriageEndpoint,
  discardTriageEndpoint,
  listOutgoingEndpoint,
  listTriageEndpoint,
  readRawMailEndpoint,
  readTriageEndpoint,
} from '../domain/contract.ts'
import { adoptTriage } from './adopt-triage.ts'
import { discardTriage } from './discard-triage.ts'
import { listOutgoing } from './list-outgoing.ts'
import { listTriage } from './list-triage.ts'
import { readRawMail } from './read-raw-mail.ts'
import { readTriage } from './read-triage.ts'

export const emailRoutes = [
  route(listTriageEndpoint, 'triage.read', listTriage),
  route(readTriageEndpoint, 'triage.read', readTriage),
  route(readRawMailEndpoint, 'triage.read', readRawMail),
  route(adoptTriageEndpoint, 'triage.decide', adoptTriage),
  route(discardTriageEndpoint, 'triage.decide', discardTriage),
  route(listOutgoingEndpoint, 'mail.read', listOutgoing),
]
