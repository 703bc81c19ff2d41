import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { MailSettings } from '#channels/email/domain/mail-settings-contract.ts'
import { sendAllAgainEndpoint } from '#channels/email/domain/outgoing-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { TextLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './mail-settings.module.css'
import { mailSettingsQuery } from './mail-settings-query.ts'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

/** Offers to send what was kept, once there is a mail server. */
export function KeptMail({ outgoing }: { outgoing: MailSettings['outgoing'] }) {
  const t = useMailSettingsWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { by, kept, failed } = outgoing
  const send = async (): Promise<void> => {
    await sending.run(async () => {
      let count = 0
      for (let more = true; more;) {
        const { queued, isMore } = await request(sendAllAgainEndpoint, { body: { state: 'kept' } })
        count += queued
        more = isMore
      }
      toast({ message: t('out.sent', { count }) })
    })
    await queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })
  }
  const isOffered = kept > 0 && by !== 'nothing'
  if (!isOffered && failed === 0) return null
  return (
    <div className={classes.notice} role="status">
      {isOffered && (
        <>
          <p>
            <b>{t('out.kept', { count: kept })}</b> {t('out.keptOld')}
          </p>
          {sending.sentence !== undefined && (
            <p className={classes.problem} role="alert">
              {t('out.notSent')} {sending.sentence}
            </p>
          )}
          <div className={classes.tools}>
            <Button loading={sending.busy} onClick={() => void send()}>
              {t('out.sendKept', { count: kept })}
            </Button>
            <TextLink href="/desk/outgoing-mail?state=kept">{t('out.look')}</TextLink>
          </div>
        </>
      )}
      {failed > 0 && (
        <p>
          <b>{t('out.failedMail', { count: failed })}</b>{' '}
          <TextLink href="/desk/outgoing-mail?state=failed">{t('out.look')}</TextLink>
        </p>
      )}
    </div>
  )
}
