import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import { SectionHead } from '#web/components/page-parts.tsx'
import { toast } from '#web/components/toast.tsx'
import { useNow } from '#web/time/use-now.ts'
import { type DatedHours, type HoursDraft, withDates } from '../domain/hours-draft.ts'
import { isAlwaysOpen } from '../domain/hours-week.ts'
import classes from './calendar-editor.module.css'
import { CalendarFile } from './calendar-file.tsx'
import { CalendarHolidays } from './calendar-holidays.tsx'
import { HoursRows } from './calendar-week-editor.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useDateWords } from './use-date-words.ts'

type Props = {
  draft: HoursDraft
  zone: string
  onChange: (dates: readonly DatedHours[]) => void
}

/** Dates that are not as the week says, by year; from a country, from a file, or one by one. */
export function CalendarDates({ draft, zone, onChange }: Props) {
  const t = useCalendarEditorWords()
  const now = useNow()
  const [opened, open] = useState<'holidays' | 'day' | undefined>()
  const [edited, edit] = useState<string>()
  const { dates } = draft
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const put = onChange
  const add = (more: readonly DatedHours[]): void => {
    const all = withDates(dates, more)
    put(all)
    open(undefined)
    toast({
      message: t('holidays.added', { count: all.length - dates.length }),
      undo: () => put(dates),
      instead: 'dates',
    })
  }
  const remove = (gone: readonly DatedHours[], message: string): void => {
    put(dates.filter((one) => !gone.includes(one)))
    toast({ message, undo: () => put(dates), instead: 'dates' })
  }
  const years = [...new Set(dates.map(({ date }) => date.slice(0, 4)))]
  return (
    <section aria-labelledby="dates">
      <SectionHead
        id="dates"
        title={t('dates')}
        count={dates.length}
        aside={
          <span className={classes.buttons}>
            <Button size="xs" onClick={() => open('day')}>
              {t('addDay')}
            </Button>
            <Button size="xs" onClick={() => open('holidays')}>
              {t('addHolidays')}
            </Button>
            <CalendarFile today={today} known={dates} onAdd={add} />
          </span>
        }
      />
      {isAlwaysOpen(draft.week) && dates.length > 0 && <p className={classes.warn}>{t('datesAlways')}</p>}
      {dates.length === 0 && opened !== 'day' && <p className={classes.quiet}>{t('noDates')}</p>}
      {opened === 'holidays' && (
        <CalendarHolidays draft={draft} today={today} onAdd={add} onClose={() => open(undefined)} />
      )}
      {opened === 'day' && (
        <DateForm
          start={{ date: '', kind: 'closed', rows: [], name: '' }}
          taken={dates.map(({ date }) => date)}
          onDone={(one) => (one === undefined ? open(undefined) : add([one]))}
        />
      )}
      {years.map((year) => {
        const ofYear = dates.filter(({ date }) => date.startsWith(year))
        return (
          <div key={year}>
            <div className={classes.year}>
              <h3>{year}</h3>
              <Button
                size="xs"
                variant="subtle"
                onClick={() => remove(ofYear, t('removedYear', { count: ofYear.length, year }))}
              >
                {t('removeYear', { year })}
              </Button>
            </div>
            <ul className={classes.dates} aria-label={year}>
              {ofYear.map((one) =>
                edited === one.date ? (
                  <li key={one.date} className={classes.editing}>
                    <DateForm
                      start={one}
                      taken={dates.filter((other) => other !== one).map(({ date }) => date)}
                      onDone={(next) => {
                        edit(undefined)
                        if (next !== undefined)
                          put(
                            withDates(
                              dates.filter((other) => other !== one),
                              [next],
                            ),
                          )
                      }}
                    />
                  </li>
                ) : (
                  <DateRow
                    key={one.date}
                    one={one}
                    isPast={one.date < today}
                    onEdit={() => edit(one.date)}
                    onRemove={(message) => remove([one], message)}
                  />
                ),
              )}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

type RowProps = { one: DatedHours; isPast: boolean; onEdit: () => void; onRemove: (message: string) => void }

function DateRow({ one, isPast, onEdit, onRemove }: RowProps) {
  const t = useCalendarEditorWords()
  const words = useDateWords()
  const date = words.date(one.date)
  return (
    <li data-past={isPast || undefined}>
      <span>{date}</span>
      <span>{one.name}</span>
      <span>{words.hours(one)}</span>
      <ActionIcon variant="subtle" aria-label={t('edit', { date })} onClick={onEdit}>
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t('removeDate', { date })}
        onClick={() => onRemove(t('removedDate', { date }))}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}

const kinds = ['closed', 'hours', 'break'] as const
type FormProps = {
  start: DatedHours
  taken: readonly string[]
  /** Undefined where nothing is to change. */
  onDone: (one: DatedHours | undefined) => void
}

function DateForm({ start, taken, onDone }: FormProps) {
  const t = useCalendarEditorWords()
  const [one, setOne] = useState(start)
  const [tried, setTried] = useState(false)
  const dateError = one.date === '' ? t('needsDate') : taken.includes(one.date) ? t('dateTaken') : undefined
  const done = (): void => {
    setTried(true)
    if (dateError === undefined) onDone(one.kind === 'closed' ? { ...one, rows: [] } : one)
  }
  return (
    <form
      className={classes.dateForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      <div className={classes.dateFields}>
        <TextInput
          type="date"
          label={t('date')}
          value={one.date}
          min="2000-01-01"
          max="2199-12-31"
          error={tried && dateError}
          onChange={({ currentTarget: { value } }) => setOne({ ...one, date: value })}
        />
        <TextInput
          label={t('dateName')}
          value={one.name}
          maxLength={120}
          onChange={({ currentTarget: { value } }) => setOne({ ...one, name: value })}
        />
        <NativeSelect
          label={t('kind')}
          value={one.kind}
          data={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const kind = kinds.find((each) => each === value) ?? 'closed'
            const rows = one.rows.length > 0 ? one.rows : [{ from: '09:00', to: '14:00' }]
            setOne({ ...one, kind, rows: kind === 'closed' ? [] : rows })
          }}
        />
      </div>
      {one.kind !== 'closed' && (
        <HoursRows of={t(`kind_${one.kind}`)} rows={one.rows} onChange={(rows) => setOne({ ...one, rows })} />
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="xs" variant="filled">
          {t('done')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => onDone(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
