import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { SectionHead } from '#web/components/page-parts.tsx'
import { toast } from '#web/components/toast.tsx'
import {
  alwaysWeek,
  copyDay,
  type HoursRow,
  type HoursWeek,
  minutesOf,
  readTime,
} from '../domain/hours-week.ts'
import { CalendarPainted, useWeekdayNames } from './calendar-painted.tsx'
import classes from './calendar-editor.module.css'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'

type Props = { week: HoursWeek; onChange: (week: HoursWeek) => void }

/** The same week twice: painted in half hours, and to the minute as from and to. */
export function CalendarWeekEditor({ week, onChange }: Props) {
  const t = useCalendarEditorWords()
  const names = useWeekdayNames()
  const change = (next: HoursWeek, message: string): void => {
    onChange(next)
    toast({ message, undo: () => onChange(week), instead: 'week' })
  }
  const copyMonday = (days: number[], to: string): void => change(copyDay(week, 0, days), t('copied', { to }))
  return (
    <section aria-labelledby="week">
      <SectionHead
        id="week"
        title={t('week')}
        aside={
          <span className={classes.buttons}>
            <Button size="xs" onClick={() => change(alwaysWeek, t('madeAlways'))}>
              {t('always')}
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="xs">{t('copyMonday')}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => copyMonday([1, 2, 3, 4], t('copyWorkdays'))}>
                  {t('copyWorkdays')}
                </Menu.Item>
                <Menu.Item onClick={() => copyMonday([1, 2, 3, 4, 5, 6], t('copyAll'))}>
                  {t('copyAll')}
                </Menu.Item>
                <Menu.Divider />
                {names.slice(1).map(({ long }, index) => (
                  <Menu.Item key={long} onClick={() => copyMonday([index + 1], long)}>
                    {long}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </span>
        }
      />
      <div className={classes.week}>
        <div className={classes.axis} aria-hidden="true">
          <div>
            {[0, 6, 12, 18, 24].map((hour) => (
              <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
                {String(hour).padStart(2, '0')}
              </span>
            ))}
          </div>
        </div>
        <CalendarPainted week={week} onChange={onChange} />
        {week.map((rows, day) => (
          <div key={names[day]?.long} className={classes.exact} style={{ gridRow: `var(--exact-${day})` }}>
            <HoursRows
              of={names[day]?.long ?? ''}
              rows={rows}
              onChange={(next) => onChange(week.map((one, index) => (index === day ? next : one)))}
            />
          </div>
        ))}
      </div>
      <p className={classes.quiet}>{t('paintHint')}</p>
    </section>
  )
}

type RowsProps = {
  /** The day or date they are of, for screen readers. */
  of: string
  rows: readonly HoursRow[]
  onChange: (rows: readonly HoursRow[]) => void
}

/** From and to, as many as wanted; a time that is none stays as it was typed, and says so. */
export function HoursRows({ of, rows, onChange }: RowsProps) {
  const t = useCalendarEditorWords()
  const put = (index: number, row: HoursRow): void =>
    onChange(rows.map((one, other) => (other === index ? row : one)))
  const add = (
    <ActionIcon
      variant="subtle"
      aria-label={t('addRow', { day: of })}
      onClick={() => onChange([...rows, nextRow(rows)])}
    >
      <IconPlus size={16} aria-hidden />
    </ActionIcon>
  )
  if (rows.length === 0)
    return (
      <p className={classes.closedDay}>
        <span>{t('closedDay')}</span>
        {add}
      </p>
    )
  return (
    <ul className={classes.rows}>
      {rows.map((row, index) => (
        <li key={index}>
          <TimeInput
            label={t('from', { day: of })}
            value={row.from}
            isWrong={minutesOf({ from: row.from, to: '24:00' }) === null}
            onChange={(from) => put(index, { ...row, from })}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={t('to', { day: of })}
            value={row.to}
            isWrong={readTime(row.to) === null}
            onChange={(to) => put(index, { ...row, to })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('removeRow', { ...row, day: of })}
            onClick={() => onChange(rows.filter((_, other) => other !== index))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
          {index === rows.length - 1 && add}
          {(minutesOf(row)?.to ?? 0) > 1440 && <small>{t('nextDay')}</small>}
        </li>
      ))}
    </ul>
  )
}

type TimeProps = { label: string; value: string; isWrong: boolean; onChange: (value: string) => void }

function TimeInput({ label, value, isWrong, onChange }: TimeProps) {
  const t = useCalendarEditorWords()
  return (
    <TextInput
      className={classes.time}
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      value={value}
      error={isWrong}
      title={isWrong ? t('badTime') : undefined}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onBlur={() => {
        const read = readTime(value)
        if (read !== null && read !== value) onChange(read)
      }}
    />
  )
}

/** After the last one; the first of a day as in an office. */
function nextRow(rows: readonly HoursRow[]): HoursRow {
  const end = Math.max(-1, ...rows.map((row) => minutesOf(row)?.to ?? -1))
  if (end < 0) return { from: '09:00', to: '18:00' }
  const from = Math.min(end + 60, 1380)
  return { from: textOf(from), to: textOf(Math.min(from + 60, 1440)) }
}

function textOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
