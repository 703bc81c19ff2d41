import { route } from '#platform/http/route.ts'
import {
  discardFloodEndpoint,
  letFloodThroughEndpoint,
  listFloodsEndpoint,
  readFloodEndpoint,
} from '../domain/floods-contract.ts'
import { discardFlood, letFloodThrough } from './decide-flood.ts'
import { listFloods } from './list-floods.ts'
import { readFlood } from './read-flood.ts'

/** Mail that came in such numbers that it waits for people. */
export const floodRoutes = [
  route(listFloodsEndpoint, 'triage.read', listFloods),
  route(readFloodEndpoint, 'triage.read', readFlood),
  route(letFloodThroughEndpoint, 'triage.decide', letFloodThrough),
  route(discardFloodEndpoint, 'triage.decide', discardFlood),
]
