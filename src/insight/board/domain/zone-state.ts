import {
  type HoursInTurn,
  isOpenInTurn,
  nextCloseInTurn,
  nextOpenInTurn,
} from '#promise/calendars/domain/hours-in-turn.ts'
import type { BoardZone } from './board-contract.ts'

/** Support hours that agreements in force have: of which package, in which coverage zone. */
export type HoursInUse = { zone: string; name: string; hours: HoursInTurn }

/**
 * Where support is open at an instant (epoch milliseconds), zone by zone in the order given; where a package has
 * several hours in a zone, it is open while any of them is.
 */
export function zoneStates(
  hours: readonly HoursInUse[],
  labels: ReadonlyMap<string, string>,
  at: number,
): BoardZone[] {
  return [...Map.groupBy(hours, ({ zone }) => zone)].map(([zone, ofZone]) => ({
    zone,
    label: labels.get(zone) ?? null,
    packages: [...Map.groupBy(ofZone, ({ name }) => name)].map(([name, ofPackage]) =>
      stateOf(
        name,
        ofPackage.map((one) => one.hours),
        at,
      ),
    ),
  }))
}

function stateOf(name: string, hours: HoursInTurn[], at: number): BoardZone['packages'][number] {
  const opened = hours.filter((one) => isOpenInTurn(one, at))
  const open = opened.length > 0
  const changes = open
    ? opened.map((one) => nextCloseInTurn(one, at))
    : hours.map((one) => nextOpenInTurn(one, at))
  const known = changes.filter((change) => change !== 'never')
  const isEndless = open && known.length < changes.length
  if (isEndless || known.length === 0) return { name, open, changesAt: null }
  const change = known.reduce((one, other) => (open ? Math.max(one, other) : Math.min(one, other)))
  return { name, open, changesAt: new Date(change).toISOString() }
}
