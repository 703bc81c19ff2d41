import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { snoozeCaseEndpoint, wakeCaseEndpoint } from '#desk/cases/domain/work-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { kitSay } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { DialogBody } from './desk-dialog-parts.tsx'
import classes from './desk-work.module.css'
import { dueBefore, snoozeTimes } from './desk-snooze-times.ts'
import { instantOf, wallTime } from './desk-zone-time.ts'
import { useShowCase } from './desk-use-case-work.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type Snoozed = Pick<CaseSummary, 'reference' | 'version' | 'clocks'>
type DeskSnoozeDialogProps = { found: Snoozed | undefined; onClose: () => void }

/** Sets a case aside until a time, with a word why; opens while `found` is there. */
export function DeskSnoozeDialog({ found, onClose }: DeskSnoozeDialogProps) {
  const t = useWorkWords()
  return (
    <DialogFrame
      opened={found !== undefined}
      onClose={onClose}
      title={t('snooze.title', { reference: found?.reference })}
      size={480}
    >
      {found !== undefined && <SnoozeForm found={found} onClose={onClose} />}
    </DialogFrame>
  )
}

function SnoozeForm({ found, onClose }: { found: Snoozed; onClose: () => void }) {
  const t = useWorkWords()
  const form = useDialogForm(onClose)
  const now = useNow()
  const { format } = useWords()
  const show = useShowCase()
  // The choices stay as they are while somebody reads them.
  const [times] = useState(() => snoozeTimes(now, format.timeZone))
  const [chosen, setChosen] = useState<string>('hour')
  const [picked, setPicked] = useState(() => wallTime(now + 24 * 3_600_000, format.timeZone))
  const [reason, setReason] = useState('')
  const until =
    chosen === 'pick'
      ? instantOf(picked, format.timeZone)
      : (times.find(({ key }) => key === chosen)?.at ?? NaN)
  const due = Number.isNaN(until) ? undefined : dueBefore(found.clocks, until)
  const { reference, version } = found
  const snooze = async (): Promise<void> => {
    const body = { until: new Date(until).toISOString(), reason: reason.trim(), version }
    show(await request(snoozeCaseEndpoint, { params: { reference }, body }))
    const undo = (): void => {
      void request(wakeCaseEndpoint, { params: { reference }, body: {} }).then(show, (problem: unknown) =>
        toast({ message: t('snooze.undoFailed', { reference, why: problemSentence(problem) }), tone: 'bad' }),
      )
    }
    toast({ message: t('snooze.done', { reference, moment: shortMoment(until, now, format) }), undo })
  }
  const send = (): void => {
    if (!(until > now)) return form.setProblem(t('snooze.pickMissing'))
    if (reason.trim() === '') return form.setProblem(t('snooze.reasonMissing'))
    void form.run(snooze)
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('snooze.send')}>
      <p className={classes.lead}>{t('snooze.lead')}</p>
      <Radio.Group label={t('snooze.until')} value={chosen} onChange={setChosen}>
        <div className={classes.times}>
          {times.map(({ key, at }) => (
            <label key={key} className={classes.time}>
              <Radio value={key} />
              <span>{t(`snooze.${key}`)}</span>
              <i>{shortMoment(at, now, format)}</i>
            </label>
          ))}
          <label className={classes.time}>
            <Radio value="pick" />
            <span>{t('snooze.pick')}</span>
          </label>
        </div>
      </Radio.Group>
      {chosen === 'pick' && (
        <TextInput
          type="datetime-local"
          label={t('snooze.pickLabel')}
          value={picked}
          min={wallTime(now, format.timeZone)}
          onChange={(event) => setPicked(event.currentTarget.value)}
        />
      )}
      {due?.dueAt != null && (
        <p className={classes.warning} role="status">
          {t('snooze.due', {
            clock: kitSay(`clock.kind.${due.kind}`),
            moment: shortMoment(Date.parse(due.dueAt), now, format),
          })}
        </p>
      )}
      <TextInput
        label={t('snooze.reason')}
        value={reason}
        maxLength={200}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogBody>
  )
}
