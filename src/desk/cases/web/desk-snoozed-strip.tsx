import { Button } from '@mantine/core'
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { wakeCaseEndpoint } from '#desk/cases/domain/work-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { useState } from 'react'
import classes from './desk-work.module.css'
import { useShowCase } from './desk-use-case-work.ts'
import { useWorkWords } from './desk-use-work-words.ts'

/** Says that a case is set aside, until when and why, with the way back. */
export function DeskSnoozedStrip({ found }: { found: CaseView }) {
  const t = useWorkWords()
  const now = useNow()
  const { format } = useWords()
  const show = useShowCase()
  const [busy, setBusy] = useState(false)
  const { reference, snoozed } = found
  if (snoozed === undefined) return null
  const wake = async (): Promise<void> => {
    setBusy(true)
    try {
      show(await request(wakeCaseEndpoint, { params: { reference }, body: {} }))
      toast({ message: t('snooze.woken', { reference }) })
    } catch (problem) {
      toast({ message: problemSentence(problem), tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  const moment = shortMoment(Date.parse(snoozed.until), now, format)
  return (
    <p className={classes.strip}>
      <IconClockPause size={16} stroke={1.75} aria-hidden />
      <span>{t('snooze.aside', { moment, reason: snoozed.reason })}</span>
      <Button size="xs" loading={busy} onClick={() => void wake()}>
        {t('snooze.wake')}
      </Button>
    </p>
  )
}
