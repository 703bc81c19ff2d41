import { useEffect } from 'react'
import { Button, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useGatheredNews } from '#desk/cases/web/desk-use-gathered-news.ts'
import { NoticePage } from '#people/auth/web/notice-page.tsx'
import { RequireRole } from '#people/auth/web/require-role.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { clockTime, fullMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { WallBoard as Board } from '../domain/board-contract.ts'
import { useWallWords } from './use-wall-words.ts'
import { pollMs, wallQuery } from './wall-queries.ts'
import { WallLines } from './wall-lines.tsx'
import { WallNext } from './wall-next.tsx'
import { WallTiles } from './wall-tiles.tsx'
import { WallZones } from './wall-zones.tsx'
import classes from './wall.module.css'

/** What is due now, to be read from across the room. Managers only; it stands without the desk around it. */
export function WallBoard() {
  return (
    <RequireRole kind="staff">
      <Wall />
    </RequireRole>
  )
}

function Wall() {
  const t = useWallWords()
  const me = useMe()
  usePageTitle(t('title'))
  useEscape('/desk')
  if (me.permissions.includes('wall.read')) return <Live />
  return (
    <NoticePage title={t('denied')}>
      <p>{t('deniedText')}</p>
      <Button component={AppLink} href="/desk">
        {t('toDesk')}
      </Button>
    </NoticePage>
  )
}

function useEscape(href: string): void {
  const go = useGo()
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      // In full screen the browser takes the first Esc for itself.
      if (event.key === 'Escape' && !event.defaultPrevented) go(href)
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [go, href])
}

function Live() {
  const t = useWallWords()
  useGatheredNews(['wall', 'now'], ['case'])
  const { data, error, refetch } = useQuery(wallQuery)
  if (data === undefined)
    return (
      <main id="main" className={classes.page}>
        <h1 className={classes.heard}>{t('title')}</h1>
        {error === null ? (
          <Skeletons rows={6} />
        ) : (
          <ErrorState problem={error} title={t('failed')} onRetry={() => void refetch()} />
        )}
      </main>
    )
  return (
    <main id="main" className={classes.page}>
      <Head board={data} isFailing={error !== null} />
      <WallTiles board={data} />
      <div className={classes.below}>
        <WallNext board={data} />
        <div className={classes.side}>
          <WallLines lines={data.lines} />
          <WallZones />
        </div>
      </div>
    </main>
  )
}

type HeadProps = { board: Board; isFailing: boolean }

/** The time, whether what stands here is of now, and the way out. */
function Head({ board, isFailing }: HeadProps) {
  const t = useWallWords()
  const now = useNow()
  const { format } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isDark =
    colorScheme === 'dark' ||
    (colorScheme === 'auto' && globalThis.matchMedia('(prefers-color-scheme: dark)').matches)
  const zone = format.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const isStale = isFailing || now - Date.parse(board.asOf) > 5 * pollMs
  return (
    <header className={classes.head}>
      <h1>
        {t('title')}
        <span>{fullMoment(now, format).split(',')[0]}</span>
      </h1>
      <p className={classes.state} data-stale={isStale || undefined} role="status">
        {isStale ? t('stale', { time: clockTime(Date.parse(board.asOf), format) }) : t('live')}
      </p>
      <time className={classes.clock} dateTime={new Date(now).toISOString()}>
        {clockTime(now, format)}
        <small>{zoneName(zone, now)}</small>
      </time>
      <div className={classes.tools}>
        <Button
          leftSection={isDark ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
          onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
        >
          {t(isDark ? 'theme.light' : 'theme.dark')}
        </Button>
        <Button component={AppLink} href="/desk" leftSection={<IconX size={16} aria-hidden />}>
          {t('exit')}
        </Button>
      </div>
    </header>
  )
}
