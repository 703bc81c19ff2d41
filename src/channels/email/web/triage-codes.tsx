import { Button } from '@mantine/core'
import { revealTriageEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './triage.module.css'
import { useTriageWords } from './use-triage-words.ts'

type Texts = { subject: string; body: string }
type TriageCodesProps = { id: string; hidden: number; onShown: (texts: Texts) => void }

/** Says that something is hidden, and why; one click shows it, and is on record. */
export function TriageCodes({ id, hidden, onShown }: TriageCodesProps) {
  const t = useTriageWords()
  const sending = useSending()
  const show = (): Promise<boolean> =>
    sending.run(async () => {
      onShown(await request(revealTriageEndpoint, { params: { id }, body: {} }))
      announce(t('codes.shown'))
    })
  return (
    <div className={classes.notice}>
      <span>
        <b>{t('codes.hidden', { count: hidden })}</b> {t('codes.why')}
        {sending.sentence !== undefined && (
          <span className={classes.problem} role="alert">
            {' '}
            {t('codes.failed')} {sending.sentence}
          </span>
        )}
      </span>
      <Button size="xs" loading={sending.busy} onClick={() => void show()}>
        {t('codes.show')}
      </Button>
    </div>
  )
}
