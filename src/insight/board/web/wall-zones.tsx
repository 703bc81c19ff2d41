import { useQuery } from '@tanstack/react-query'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { shortMoment, clockTime } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { BoardZone } from '../domain/board-contract.ts'
import { useWallWords } from './use-wall-words.ts'
import { wallZonesQuery } from './wall-queries.ts'
import classes from './wall.module.css'

/** Where support is open now, and where it opens next; nothing where no agreement is in force. */
export function WallZones() {
  const t = useWallWords()
  const { data, error } = useQuery(wallZonesQuery)
  if (data === undefined && error === null) return null
  if (data?.length === 0) return null
  return (
    <section aria-labelledby="wall-zones">
      <h2 id="wall-zones">{t('zones')}</h2>
      {data === undefined && <p role="alert">{t('zonesFailed')}</p>}
      <ul className={classes.zones}>
        {data?.map((zone) => (
          <Zone key={zone.zone} zone={zone} />
        ))}
      </ul>
    </section>
  )
}

function Zone({ zone: { zone, label, packages } }: { zone: BoardZone }) {
  const t = useWallWords()
  const now = useNow()
  const open = packages.some((one) => one.open)
  const words = usePackageWords(now)
  return (
    <li>
      <span className={classes.who}>
        {label ?? zoneName(zone, now)}
        {label !== null && <small>{zoneName(zone, now)}</small>}
      </span>
      <span className={classes.zoneState}>
        <b data-open={open || undefined}>{t(open ? 'open' : 'closed')}</b>
        <small>{packages.map(words).join(' · ')}</small>
      </span>
    </li>
  )
}

function usePackageWords(now: number): (one: BoardZone['packages'][number]) => string {
  const t = useWallWords()
  const { format } = useWords()
  return ({ name, open, changesAt }) => {
    if (changesAt === null) return t(open ? 'always' : 'never', { name })
    const at = Date.parse(changesAt)
    const moment = at - now < 12 * 3_600_000 ? clockTime(at, format) : shortMoment(at, now, format)
    return t(open ? 'until' : 'opens', { name, moment })
  }
}
