import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '#web/api/request.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { listHolidaysEndpoint } from '../domain/holiday-contract.ts'
import type { DatedHours, HoursDraft } from '../domain/hours-draft.ts'
import classes from './calendar-editor.module.css'
import { CalendarFoundDays } from './calendar-found-days.tsx'
import { countriesQuery } from './calendar-queries.ts'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'

const yearsAhead = 5

type Props = {
  draft: HoursDraft
  /** What is over is not asked for. */
  today: string
  onAdd: (days: readonly DatedHours[]) => void
  onClose: () => void
}

/** The public holidays of a country or a part of it, over some years. */
export function CalendarHolidays({ draft, today, onAdd, onClose }: Props) {
  const t = useCalendarEditorWords()
  const year = Number(today.slice(0, 4))
  const [country, setCountry] = useState('')
  const [state, setState] = useState('')
  const [years, setYears] = useState({ from: year, to: year + 1 })
  const countries = useQuery(countriesQuery)
  const query = {
    country,
    ...(state !== '' && { state }),
    from: years.from === year ? today : `${years.from}-01-01`,
    to: `${years.to}-12-31`,
  }
  const holidays = useQuery({
    queryKey: ['holidays', query],
    queryFn: ({ signal }) => request(listHolidaysEndpoint, { query, signal }),
    enabled: country !== '',
  })
  const all = countries.data?.countries ?? []
  const states = all.find(({ code }) => code === country)?.states ?? []
  const problem = countries.error ?? holidays.error
  const choices = Array.from({ length: yearsAhead + 1 }, (_, index) => String(year + index))
  return (
    <DialogFrame opened onClose={onClose} title={t('holidays.title')} size={560}>
      <div className={classes.block}>
        <div className={classes.fields}>
          <NativeSelect
            label={t('holidays.country')}
            value={country}
            data={[
              { value: '', label: t('holidays.chooseCountry') },
              ...all.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              setCountry(value)
              setState('')
            }}
          />
          <NativeSelect
            label={t('holidays.state')}
            value={state}
            disabled={states.length === 0}
            data={[
              { value: '', label: t('holidays.wholeCountry') },
              ...states.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => setState(value)}
          />
        </div>
        <div className={classes.years}>
          <NativeSelect
            label={t('holidays.from')}
            value={String(years.from)}
            data={choices}
            onChange={({ currentTarget: { value } }) =>
              setYears({ from: Number(value), to: Math.max(Number(value), years.to) })
            }
          />
          <NativeSelect
            label={t('holidays.until')}
            value={String(years.to)}
            data={choices.filter((one) => Number(one) >= years.from)}
            onChange={({ currentTarget: { value } }) => setYears({ ...years, to: Number(value) })}
          />
        </div>
        {problem !== null && (
          <ErrorState
            problem={problem}
            title={t('holidays.failed')}
            onRetry={() => void (countries.error === null ? holidays.refetch() : countries.refetch())}
          />
        )}
        {country !== '' && holidays.isPending && <Skeletons rows={4} />}
        {holidays.data?.holidays.length === 0 && <p className={classes.quiet}>{t('holidays.none')}</p>}
        {holidays.data !== undefined && holidays.data.holidays.length > 0 && (
          <CalendarFoundDays
            key={JSON.stringify(query)}
            found={holidays.data.holidays}
            known={draft.dates}
            onAdd={onAdd}
            onClose={onClose}
          />
        )}
        <p className={classes.quiet}>{t('holidays.source')}</p>
      </div>
    </DialogFrame>
  )
}
