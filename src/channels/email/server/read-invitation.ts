import type { CalendarMoment, Invitation } from '../domain/mail-shown-contract.ts'
import { cleanText } from '../domain/clean-text.ts'

const longest = 500_000
const kinds: Readonly<Record<string, Invitation['kind']>> = {
  REQUEST: 'invites',
  ADD: 'invites',
  COUNTER: 'answers',
  DECLINECOUNTER: 'answers',
  REPLY: 'answers',
  CANCEL: 'cancels',
}

/** The first meeting of a calendar file; null where there is none that can be read. */
export async function readInvitation(text: string): Promise<Invitation | null> {
  if (text.length > longest || !/^BEGIN:VEVENT/im.test(text)) return null
  const { default: ICAL } = await import('ical.js')
  try {
    const parsed = ICAL.parse(text)
    const calendar = new ICAL.Component(isList(parsed) ? (parsed[0] ?? []) : parsed)
    const event = calendar.getFirstSubcomponent('vevent')
    if (event === null) return null
    const words = (name: string) => plain(event.getFirstPropertyValue(name))
    const method = plain(calendar.getFirstPropertyValue('method')).toUpperCase()
    const isCancelled = words('status').toUpperCase() === 'CANCELLED'
    const organiser = event.getFirstProperty('organizer')
    const address = words('organizer').replace(/^mailto:/i, '')
    const name = plain(organiser?.getParameter('cn'))
    return {
      kind: isCancelled ? 'cancels' : (kinds[method] ?? 'tells'),
      title: words('summary'),
      starts: momentOf(event.getFirstProperty('dtstart')),
      ends: momentOf(event.getFirstProperty('dtend'), true),
      place: words('location'),
      organiser: name === '' || name === address ? address : `${name} (${address})`,
      repeats: event.hasProperty('rrule') || event.hasProperty('rdate'),
    }
  } catch {
    return null
  }
}

/** One calendar is a component, `[name, properties, children]`; several are a list of those. */
function isList(parsed: unknown): parsed is unknown[][] {
  return Array.isArray(parsed) && Array.isArray(parsed[0])
}

function plain(value: unknown): string {
  return typeof value === 'string' ? cleanText(value).replaceAll(/\s+/g, ' ').slice(0, 300) : ''
}

type Property = { getFirstValue(): unknown; getParameter(name: string): unknown }
type Time = { isDate: boolean; toString(): string; toJSDate(): Date; zone: unknown; adjust: unknown }

/** @param isEnd whole days end on the day before the one that is named */
function momentOf(property: Property | null, isEnd = false): CalendarMoment | null {
  const time = property?.getFirstValue()
  if (property === null || !isTime(time)) return null
  const written = time.toString()
  if (time.isDate) {
    const day = Temporal.PlainDate.from(written)
    return { day: (isEnd ? day.subtract({ days: 1 }) : day).toString() }
  }
  if (written.endsWith('Z')) return { at: Temporal.Instant.from(written).toString() }
  const named = property.getParameter('tzid')
  const zone = typeof named === 'string' ? named : null
  if (zone === null) return { local: written, zone }
  // What the file says of the zone counts where nobody else knows it.
  const at = instantIn(written, zone) ?? (hasRules(time.zone) ? time.toJSDate().toISOString() : null)
  return at === null ? { local: written, zone: plain(zone) } : { at }
}

function isTime(value: unknown): value is Time {
  return typeof value === 'object' && value !== null && 'isDate' in value && 'toJSDate' in value
}

function hasRules(zone: unknown): boolean {
  return typeof zone === 'object' && zone !== null && 'component' in zone && zone.component != null
}

function instantIn(local: string, zone: string): string | null {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
  } catch {
    return null
  }
}
