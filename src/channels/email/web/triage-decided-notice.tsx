import { Button } from '@mantine/core'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { useSending } from '#web/api/use-sending.ts'
import classes from './triage.module.css'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

/** What became of a message that waits no longer, and the way back. */
export function TriageDecidedNotice({ message }: { message: TriageView }) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const sending = useSending()
  if (message.decided === null) return null
  return (
    <div className={classes.notice}>
      <span>
        {t(`decided.notice.${message.decided}`)}{' '}
        {sending.sentence !== undefined && <span role="alert">{sending.sentence}</span>}
      </span>
      <Button
        size="xs"
        loading={sending.busy}
        onClick={() => void sending.run(() => acts.bringBack([message.id]))}
      >
        {t('act.back')}
      </Button>
    </div>
  )
}
