import { AppLink } from '#web/components/app-link.tsx'
import { ClockIcon } from '#web/components/clock-icon.tsx'
import type { ClockFace } from '#web/time/clock-face.ts'
import { durationWords } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { WallBoard } from '../domain/board-contract.ts'
import { useWallWords } from './use-wall-words.ts'
import classes from './wall.module.css'

type Tile = { key: string; count: number; note: string; face?: ClockFace; href?: string }

/** The giant figures: shape and word besides the colour, which is lit only where something is wrong. */
export function WallTiles({ board }: { board: WallBoard }) {
  const t = useWallWords()
  const now = useNow()
  const { say } = useWords()
  const { longestOverSince: since } = board
  const tiles: Tile[] = [
    {
      key: 'overdue',
      count: board.overdue,
      note:
        since === null ? t('promises') : t('longest', { span: durationWords(now - Date.parse(since), say) }),
      face: 'overdue',
    },
    { key: 'dueIn15', count: board.dueIn15, note: t('promises'), face: 'imminent' },
    { key: 'dueInHour', count: board.dueInHour, note: t('promises'), face: 'soon' },
    { key: 'unassigned', count: board.unassigned, note: t('cases'), href: '/desk?view=all' },
    { key: 'waiting', count: board.waiting, note: t('cases') },
    {
      key: 'missedToday',
      count: board.missedToday,
      note: t('promises'),
      href: '/desk/reports/promises?show=missed',
    },
  ]
  return (
    <ul className={classes.tiles}>
      {tiles.map((tile) => (
        <li
          key={tile.key}
          data-tile={tile.key}
          data-lit={(tile.face !== undefined && tile.count > 0) || undefined}
          data-face={tile.face}
        >
          <p className={classes.label}>
            {tile.face !== undefined && tile.count > 0 && <ClockIcon face={tile.face} size={28} />}
            {tile.href === undefined ? t(tile.key) : <AppLink href={tile.href}>{t(tile.key)}</AppLink>}
          </p>
          <p className={classes.count}>{tile.count}</p>
          <p className={classes.note}>{tile.note}</p>
        </li>
      ))}
    </ul>
  )
}
