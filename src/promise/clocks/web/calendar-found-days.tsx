import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Holiday } from '../domain/holiday-contract.ts'
import type { DatedHours } from '../domain/hours-draft.ts'
import classes from './calendar-editor.module.css'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useDateWords } from './use-date-words.ts'

type Props = {
  found: readonly Holiday[]
  known: readonly DatedHours[]
  onAdd: (days: readonly DatedHours[]) => void
  onClose: () => void
}

/** Days that were found, to be looked through before they are taken. */
export function CalendarFoundDays({ found, known, onAdd, onClose }: Props) {
  const t = useCalendarEditorWords()
  const words = useDateWords()
  const taken = new Set(known.map(({ date }) => date))
  const fresh = found.filter(({ date }) => !taken.has(date))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = fresh.filter(({ date }) => !left.has(date))
  const toggle = (date: string): void => {
    const next = new Set(left)
    if (!next.delete(date)) next.add(date)
    setLeft(next)
  }
  return (
    <>
      <Checkbox
        label={t('holidays.all')}
        checked={chosen.length === fresh.length && fresh.length > 0}
        indeterminate={chosen.length > 0 && chosen.length < fresh.length}
        disabled={fresh.length === 0}
        onChange={() =>
          setLeft(chosen.length === fresh.length ? new Set(fresh.map(({ date }) => date)) : new Set())
        }
      />
      <ul className={classes.found}>
        {found.map(({ date, name, from }) => (
          <li key={date}>
            <Checkbox
              checked={!taken.has(date) && !left.has(date)}
              disabled={taken.has(date)}
              onChange={() => toggle(date)}
              label={
                <>
                  {words.date(date)}, {name === '' ? t('file.unnamed') : name}{' '}
                  {from !== null && <small>{t('holidays.fromTime', { time: from })} </small>}
                  {taken.has(date) && <small>{t('holidays.there')}</small>}
                </>
              }
            />
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button
          variant="filled"
          disabled={chosen.length === 0}
          onClick={() => onAdd(chosen.map(datedHoursOf))}
        >
          {chosen.length === 0 ? t('holidays.nothing') : t('holidays.add', { count: chosen.length })}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </>
  )
}

/** A holiday that begins later closes the rest of its day. */
function datedHoursOf({ date, name, from }: Holiday): DatedHours {
  return from === null
    ? { date, name, kind: 'closed', rows: [] }
    : { date, name, kind: 'break', rows: [{ from, to: '24:00' }] }
}
