import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { request } from '#web/api/request.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { holidayFileBytes, type HolidayFile, readHolidayFileEndpoint } from '../domain/holiday-contract.ts'
import type { DatedHours } from '../domain/hours-draft.ts'
import classes from './calendar-editor.module.css'
import { CalendarFoundDays } from './calendar-found-days.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'

const yearsAhead = 5

type Props = {
  today: string
  known: readonly DatedHours[]
  onAdd: (days: readonly DatedHours[]) => void
}
type Taken = { name: string } & ({ file: HolidayFile } | { problem: string })

/** The whole days of a calendar file (.ics), from today on to the end of the fifth year. */
export function CalendarFile({ today, known, onAdd }: Props) {
  const t = useCalendarEditorWords()
  const input = useRef<HTMLInputElement>(null)
  const [taken, setTaken] = useState<Taken>()
  const year = Number(today.slice(0, 4))
  const take = async (file: File): Promise<void> => {
    const { name } = file
    if (file.size > holidayFileBytes) return setTaken({ name, problem: t('file.tooLarge', { name }) })
    const text = await file.text().catch(() => '')
    if (text === '') return setTaken({ name, problem: t('file.unreadable', { name }) })
    try {
      const body = { text, from: today, to: `${year + yearsAhead}-12-31` }
      setTaken({ name, file: await request(readHolidayFileEndpoint, { body }) })
    } catch (problem) {
      setTaken({ name, problem: `${t('file.failed', { name })} ${problemSentence(problem)}` })
    }
  }
  const close = (): void => setTaken(undefined)
  return (
    <>
      <Button size="xs" onClick={() => input.current?.click()}>
        {t('importFile')}
      </Button>
      <input
        ref={input}
        className={classes.hidden}
        type="file"
        accept="text/calendar,.ics"
        aria-label={t('file.choose')}
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) void take(file)
          currentTarget.value = ''
        }}
      />
      {taken !== undefined && (
        <DialogFrame opened onClose={close} title={t('file.title', { name: taken.name })} size={560}>
          {'problem' in taken ? (
            <p className={classes.problems} role="alert">
              {taken.problem}
            </p>
          ) : (
            <div className={classes.block}>
              {taken.file.leftOut.timed > 0 && (
                <p className={classes.quiet}>{t('file.timed', { count: taken.file.leftOut.timed })}</p>
              )}
              {taken.file.leftOut.repeating > 0 && (
                <p className={classes.quiet}>
                  {t('file.repeating', { count: taken.file.leftOut.repeating })}
                </p>
              )}
              {taken.file.holidays.length === 0 ? (
                <p>{t('file.none')}</p>
              ) : (
                <CalendarFoundDays
                  found={taken.file.holidays}
                  known={known}
                  onAdd={(days) => {
                    close()
                    onAdd(days)
                  }}
                  onClose={close}
                />
              )}
            </div>
          )}
        </DialogFrame>
      )}
    </>
  )
}
