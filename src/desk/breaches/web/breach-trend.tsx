import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { readBreachTrendEndpoint } from '#desk/breaches/domain/contract.ts'
import { sumOf, type Trend } from '#desk/breaches/domain/trend.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { ErrorState } from '#web/components/states.tsx'
import classes from './breach-trend.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

type By = 'cause' | 'line'
type Found = {
  data: ResponseOf<typeof readBreachTrendEndpoint> | undefined
  error: Error | null
  refetch: () => unknown
}
type Bar = { name: string; counts: number[]; tone: string }

/** So many are told apart at a glance; what comes less often stands together. */
const shown = 4

/** How many promises were missed in each of the last twelve weeks, drawn or as a table. */
export function BreachTrend({ by, onBy, found }: { by: By; onBy: (by: By) => void; found: Found }) {
  const t = useBreachWords()
  const [shape, setShape] = useState<'chart' | 'table'>('chart')
  const bars = useBars(found.data?.trend)
  const { data, error } = found
  if (data === undefined && error !== null)
    return <ErrorState problem={error} title={t('trend.failed')} onRetry={() => void found.refetch()} />
  // Room is kept while it is fetched, so that the list below does not jump.
  if (data === undefined) return <div className={classes.trend} data-empty />
  const isNone = bars.length === 0
  return (
    <section className={classes.trend} aria-labelledby="trend">
      <header>
        <h2 id="trend">{t('trend.title')}</h2>
        {!isNone && (
          <div className={classes.choices}>
            <SegmentedControl
              size="xs"
              aria-label={t('trend.by')}
              value={by}
              data={(['cause', 'line'] as const).map((value) => ({ value, label: t(`trend.${value}`) }))}
              onChange={(value) => onBy(value === 'line' ? 'line' : 'cause')}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('trend.shape')}
              value={shape}
              data={(['chart', 'table'] as const).map((value) => ({ value, label: t(`trend.${value}`) }))}
              onChange={(value) => setShape(value === 'table' ? 'table' : 'chart')}
            />
          </div>
        )}
      </header>
      <Summary weeks={data.trend.weeks} bars={bars} />
      {!isNone && shape === 'chart' && <Chart weeks={data.trend.weeks} bars={bars} />}
      {!isNone && shape === 'table' && <Table weeks={data.trend.weeks} bars={bars} />}
    </section>
  )
}

function useBars(trend: Trend | undefined): Bar[] {
  const t = useBreachWords()
  if (trend === undefined) return []
  const said = trend.series.filter(({ key }) => key !== null)
  const unsaid = trend.series.filter(({ key }) => key === null)
  const rest = said.slice(shown)
  return [
    ...said
      .slice(0, shown)
      .map(({ name, counts }, at) => ({ name: name ?? '', counts, tone: String(at + 1) })),
    ...(rest.length === 0 ? [] : [{ name: t('trend.others'), counts: added(rest), tone: 'others' }]),
    ...unsaid.map(({ counts }) => ({ name: t('trend.unsaid'), counts, tone: 'unsaid' })),
  ]
}

function added(series: readonly { counts: number[] }[]): number[] {
  const [first, ...rest] = series
  return (first?.counts ?? []).map((count, at) => count + sumOf(rest.map(({ counts }) => counts[at] ?? 0)))
}

type Drawn = { weeks: readonly string[]; bars: readonly Bar[] }

/** The chart in a sentence or two. */
function Summary({ weeks, bars }: Drawn) {
  return <p className={classes.summary}>{useSummary({ weeks, bars })}</p>
}

function useSummary({ weeks, bars }: Drawn): string {
  const t = useBreachWords()
  const { day } = useBreachFormats()
  const sums = weeks.map((_, at) => sumOf(bars.map(({ counts }) => counts[at] ?? 0)))
  const count = sumOf(sums)
  if (count === 0) return t('trend.none')
  const most = Math.max(...sums)
  const sentence = t('trend.sum', { count, most, week: day(weeks[sums.lastIndexOf(most)] ?? '') })
  const [top] = bars.filter(({ tone }) => tone === '1')
  return top === undefined
    ? sentence
    : `${sentence} ${t('trend.top', { name: top.name, count: sumOf(top.counts) })}`
}

const height = 96

function Chart({ weeks, bars }: Drawn) {
  const t = useBreachWords()
  const { day } = useBreachFormats()
  const summary = useSummary({ weeks, bars })
  const sums = weeks.map((_, at) => sumOf(bars.map(({ counts }) => counts[at] ?? 0)))
  const top = Math.max(...sums, 4)
  return (
    <>
      <div className={classes.plot}>
        <span className={classes.top} aria-hidden>
          {top}
        </span>
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${weeks.length * 10} ${height}`}
          preserveAspectRatio="none"
        >
          {weeks.map((week, at) => (
            <Column key={week} at={at} bars={bars} unit={height / top} />
          ))}
        </svg>
        <ol className={classes.weeks} aria-hidden>
          {weeks.map((week, at) => (
            <li key={week}>{at === weeks.length - 1 ? t('trend.now') : day(week)}</li>
          ))}
        </ol>
      </div>
      <ul className={classes.legend}>
        {bars.map(({ name, counts, tone }) => (
          <li key={tone}>
            <i data-tone={tone} aria-hidden />
            {name} <b>{sumOf(counts)}</b>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One week, stacked from below; a hairline of paper between two parts tells them apart without colour. */
function Column({ at, bars, unit }: { at: number; bars: readonly Bar[]; unit: number }) {
  let below = 0
  return bars.map(({ tone, counts }) => {
    const count = counts[at] ?? 0
    if (count === 0) return null
    below += count
    return (
      <rect
        key={tone}
        data-tone={tone}
        x={at * 10 + 2}
        width={6}
        y={height - below * unit}
        height={Math.max(1, count * unit - 1.5)}
      />
    )
  })
}

function Table({ weeks, bars }: Drawn) {
  const t = useBreachWords()
  const { day } = useBreachFormats()
  const rows = weeks
    .map((week, at) => {
      const counts = bars.map((bar) => bar.counts[at] ?? 0)
      return { key: week, cells: [t('trend.weekOf', { day: day(week) }), ...counts, sumOf(counts)] }
    })
    .toReversed()
  return (
    <DataTable
      label={t('trend.title')}
      columns={[
        { key: 'week', title: t('trend.week') },
        ...bars.map(({ name, tone }) => ({ key: tone, title: name, align: 'end' as const })),
        { key: 'all', title: t('trend.all'), align: 'end' },
      ]}
      rows={rows}
    />
  )
}
