import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { revealTriageEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './triage.module.css'
import { useTriageWords } from './use-triage-words.ts'

type TriageCodesProps = { id: string; hidden?: number }

/** Says that something is hidden, and why; one click shows it, and is on record. */
export function TriageCodes({ id, hidden }: TriageCodesProps) {
  const t = useTriageWords()
  const sending = useSending()
  const queryClient = useQueryClient()
  const show = (): Promise<boolean> =>
    sending.run(async () => {
      await request(revealTriageEndpoint, { params: { id }, body: {} })
      for (const queryKey of [
        ['triage', 'one', id],
        ['mail', id],
      ])
        void queryClient.invalidateQueries({ queryKey })
      announce(t('codes.shown'))
    })
  return (
    <div className={classes.notice}>
      <span>
        <b>{hidden === undefined ? t('codes.some') : t('codes.hidden', { count: hidden })}</b>{' '}
        {t('codes.why')}
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
