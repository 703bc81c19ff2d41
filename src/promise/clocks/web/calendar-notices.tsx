import { Button } from '@mantine/core'
import { useState } from 'react'
import { toast } from '#web/components/toast.tsx'
import type { PublishedVersion } from '../domain/hours-contract.ts'
import type { DraftProblem } from '../domain/hours-draft.ts'
import classes from './calendar-editor.module.css'
import { useWeekdayNames } from './calendar-painted.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useDateWords } from './use-date-words.ts'
import type { HoursEditor } from './use-hours-editor.ts'

type Props = { editor: HoursEditor; newest: PublishedVersion | undefined; mayPublish: boolean }

/** What a reader has to know of what they write: kept or not, met by somebody else's, not fit to be published. */
export function CalendarNotices({ editor, newest, mayPublish }: Props) {
  const t = useCalendarEditorWords()
  // Changes that were there when the screen was opened are from another time.
  const [wasThere] = useState(editor.isChanged)
  const discard = (): void => {
    const before = editor.draft
    editor.discard()
    toast({ message: t('discarded'), undo: () => editor.edit(() => before), instead: 'discard' })
  }
  return (
    <>
      {!mayPublish && (
        <div className={classes.notice}>
          <p>{t('readOnly')}</p>
        </div>
      )}
      {editor.isOvertaken && newest !== undefined && (
        <div className={classes.notice} data-tone="warn" role="status">
          <p>{t('overtaken', { name: newest.publishedBy, version: newest.version })}</p>
          <Button size="xs" onClick={editor.discard}>
            {t('takeTheirs', { version: newest.version })}
          </Button>
          <Button size="xs" onClick={editor.keepMine}>
            {t('keepMine')}
          </Button>
        </div>
      )}
      {editor.isChanged && !editor.isOvertaken && (
        <div className={classes.notice} data-tone={editor.isKept ? undefined : 'warn'}>
          <p>{t(editor.isKept ? (wasThere ? 'restored' : 'kept') : 'notKept')}</p>
          <Button size="xs" onClick={discard}>
            {t('discard')}
          </Button>
        </div>
      )}
      <Problems problems={editor.problems} />
    </>
  )
}

const problemsShown = 6

function Problems({ problems }: { problems: readonly DraftProblem[] }) {
  const t = useCalendarEditorWords()
  const names = useWeekdayNames()
  const words = useDateWords()
  if (problems.length === 0) return null
  const say = (problem: DraftProblem): string => {
    if (problem.code === 'row') return t('problem.row', { day: names[problem.day]?.long })
    if ('date' in problem) return t(`problem.${problem.code}`, { date: words.date(problem.date) })
    return t(`problem.${problem.code}`)
  }
  const sentences = [...new Set(problems.map(say))].slice(0, problemsShown)
  return (
    <div className={classes.problems} role="status">
      <h2>{t('problems')}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
