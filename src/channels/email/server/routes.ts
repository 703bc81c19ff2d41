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
import type { MailPorts } from './mail-ports.ts'
import { readRawMail } from './read-raw-mail.ts'
import { readTriage } from './read-triage.ts'

export function createEmailRoutes(ports: Pick<MailPorts, 'openCase' | 'storeFile' | 'writeEvent'>) {
  return [
    route(listTriageEndpoint, 'triage.read', listTriage),
    route(readTriageEndpoint, 'triage.read', readTriage),
    route(readRawMailEndpoint, 'triage.read', readRawMail),
    route(adoptTriageEndpoint, 'triage.decide', (ctx, input) => adoptTriage(ctx, input, ports)),
    route(discardTriageEndpoint, 'triage.decide', discardTriage),
    route(listOutgoingEndpoint, 'mail.read', listOutgoing),
  ]
}
