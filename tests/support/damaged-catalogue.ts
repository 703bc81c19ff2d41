import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Json = Record<string, unknown>

/** The catalogue the product ships with, as it is written. */
export const shippedText: string = readFileSync(
  path.resolve(import.meta.dirname, '../../catalogue/support-packages.json'),
  'utf8',
)

/** Documents that are no catalogue, each with the place that is wrong. */
export const damaged: Record<string, { text: string; at: string }> = {
  'no JSON': { text: `${shippedText}}`, at: '' },
  'not in UTF-8': { text: shippedText.replace('Basic', 'Bas\u{FFFD}c'), at: '' },
  'a list': { text: '[]', at: '' },
  'nothing in it': { text: 'null', at: '' },
  'no packages': broken((json) => delete json['packages'], 'packages'),
  'an empty list of packages': broken((json) => {
    json['packages'] = []
  }, 'packages'),
  'a price as text': broken(
    (json) => set(json, 'packages.1.costPercentOfSubscription', '10 %'),
    'packages[1].costPercentOfSubscription',
  ),
  'a negative price': broken(
    (json) => set(json, 'packages.1.costPercentOfSubscription', -1),
    'packages[1].costPercentOfSubscription',
  ),
  'a package twice': broken(
    (json) => set(json, 'packages.2', { ...one(json, 'packages.1') }),
    'packages[2].code',
  ),
  'hours of no day': broken((json) => set(json, 'supportHours.basic.days', []), 'supportHours.basic'),
  'an hour that no clock shows': broken(
    (json) => set(json, 'supportHours.basic.from', '25:00'),
    'supportHours.basic.from',
  ),
  'a day twice': broken(
    (json) => set(json, 'supportHours.basic.days.1', 'mon'),
    'supportHours.basic.days[1]',
  ),
  'no hours for a package': broken((json) => drop(json, 'supportHours', 'premium'), 'supportHours.premium'),
  'a target of no minutes': broken(
    (json) => set(json, 'responseTimeMinutes.high.basic', 0),
    'responseTimeMinutes.high.basic',
  ),
  'a priority that is missing': broken(
    (json) => drop(json, 'responseTimeMinutes', 'low'),
    'responseTimeMinutes.low',
  ),
  'a zone that does not exist': broken(
    (json) => set(json, 'coverageZones.0.offset', 'Mars/Olympus'),
    'coverageZones[0].offset',
  ),
  'a zone twice': broken((json) => set(json, 'coverageZones.1.offset', '+01:00'), 'coverageZones[1].offset'),
  'a service that says nothing for a package': broken(
    (json) => drop(json, 'services.4', 'premium'),
    'services[4].premium',
  ),
  'an availability that is none': broken(
    (json) => set(json, 'services.7.basic', 'sometimes'),
    'services[7].basic',
  ),
  'a channel between yes and no': broken(
    (json) => set(json, 'services.5.basic', 'on_request'),
    'services[5]',
  ),
  'a pool that does not exist': broken(
    (json) => set(json, 'services.8.basic', { limited: 'none' }),
    'services[8].basic',
  ),
  'a service twice': broken((json) => set(json, 'services.1.code', 'community'), 'services[1].code'),
  'seats that are missing': broken(
    (json) => drop(json, 'authorisedContacts', 'basic'),
    'authorisedContacts.basic',
  ),
  'half a seat': broken((json) => set(json, 'authorisedContacts.basic', 1.5), 'authorisedContacts.basic'),
  'more seats than can be counted': broken(
    (json) => set(json, 'authorisedContacts.basic', 9_999_999_999),
    'authorisedContacts.basic',
  ),
  'a pool for a service that does not exist': broken(
    (json) => set(json, 'pools.basic-consultations.sharedBy.3', 'consultation.none'),
    'pools.basic-consultations.sharedBy[3]',
  ),
  'a term without its number': broken((json) => set(json, 'terms.0.code', 'first'), 'terms[0].code'),
  'a term twice': broken((json) => set(json, 'terms.1.code', 'T1'), 'terms[1].code'),
  'a guarantee of a service that does not exist': broken(
    (json) => set(json, 'resolutionTimeMinutes.guaranteedWhere', 'case.none'),
    'resolutionTimeMinutes.guaranteedWhere',
  ),
  'a misspelt package in a line': broken(
    (json) => set(json, 'services.0.busines', 'included'),
    'services[0].busines',
  ),
  'a field that nothing reads': broken((json) => set(json, 'discount', 'included'), 'discount'),
  'a text without an end': broken((json) => set(json, 'terms.0.rule', 'x'.repeat(5_000)), 'terms[0].rule'),
  'characters that cannot be kept': broken(
    (json) => set(json, 'packages.0.name', 'Ba\0sic'),
    'packages[0].name',
  ),
}

function broken(change: (json: Json) => void, at: string): { text: string; at: string } {
  const json = JSON.parse(shippedText) as Json
  change(json)
  return { text: JSON.stringify(json), at }
}

function one(json: Json, at: string): Json {
  return at.split('.').reduce((inside, name) => inside[name] as Json, json)
}

function set(json: Json, at: string, value: unknown): void {
  const names = at.split('.')
  const last = names.pop() ?? ''
  const inside = names.reduce((found, name) => found[name] as Json, json)
  inside[last] = value
}

function drop(json: Json, at: string, name: string): void {
  delete one(json, at)[name]
}
