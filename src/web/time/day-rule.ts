/** A span of instants in epoch milliseconds, half-open. */
export type Span = { from: number; to: number }

export type DayRuleInput = {
  /** Any instant of the day to draw. */
  at: number
  timeZone?: string | undefined
  open: Span[]
  /** What counts towards a promise; without it, open hours that are still ahead of `now` do. */
  counted?: Span[] | undefined
  now?: number | undefined
  stepMinutes: number
}

export type DayTick = { kind: 'closed' | 'left' | 'counted'; onTheHour: boolean; share: number }
export type DayRuleDrawing = { day: Span; ticks: DayTick[] }

const minute = 60_000

/** The ticks of one whole day, midnight to midnight in the reader's zone (23 and 25 hours included). */
export function dayRuleTicks({
  at,
  timeZone,
  open,
  counted,
  now,
  stepMinutes,
}: DayRuleInput): DayRuleDrawing {
  const day = zonedDay(at, timeZone)
  const step = stepMinutes * minute
  const ticks: DayTick[] = []
  for (let tick = day.from; tick < day.to; tick += step) {
    const middle = tick + step / 2
    const isOpen = within(open, middle)
    const counts = counted === undefined ? now === undefined || tick + step > now : within(counted, middle)
    ticks.push({
      kind: isOpen || (counted !== undefined && counts) ? (counts ? 'counted' : 'left') : 'closed',
      onTheHour: (tick - day.from) % (60 * minute) === 0,
      share: shareOfDay(day, tick),
    })
  }
  return { day, ticks }
}

/** Where an instant stands in the day, 0 to 1; outside of it, below 0 or above 1. */
export function shareOfDay(day: Span, at: number): number {
  return (at - day.from) / (day.to - day.from)
}

/** Midnight to midnight around an instant, in a zone. */
export function zonedDay(at: number, timeZone?: string): Span {
  const from = midnight(at, timeZone)
  return { from, to: midnight(from + 30 * 60 * minute, timeZone) }
}

function midnight(at: number, timeZone: string | undefined): number {
  const localMidnight = Math.floor((at + zoneOffset(at, timeZone)) / (24 * 60 * minute)) * 24 * 60 * minute
  const guess = localMidnight - zoneOffset(at, timeZone)
  return localMidnight - zoneOffset(guess, timeZone)
}

/** Milliseconds a zone is ahead of UTC at an instant. */
function zoneOffset(at: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(at / 1_000) * 1_000
}

function within(spans: Span[], at: number): boolean {
  return spans.some((span) => span.from <= at && at < span.to)
}
