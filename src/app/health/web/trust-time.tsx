import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { trustTimeEndpoint } from '#promise/clocks/domain/time-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './health.module.css'
import { useHealthWords } from './use-health-words.ts'

/** An admin has looked at the clock that moved and says that it is right; others read who can. */
export function TrustTime({ movedAt }: { movedAt: string }) {
  const t = useHealthWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  if (!useMe().permissions.includes('time.trust')) return <span>{t('timeForAdmins')}</span>
  const trust = async (): Promise<void> => {
    await sending.run(async () => {
      await request(trustTimeEndpoint, { body: { movedAt } })
      toast({ message: t('timeTrusted') })
    })
    await queryClient.invalidateQueries({ queryKey: ['health'] })
  }
  return (
    <>
      <span>{t('timeMeans')}</span>
      {sending.sentence !== undefined && (
        <span className={classes.problem} role="alert">
          {t('timeFailed')} {sending.sentence}
        </span>
      )}
      <Button className={classes.act} loading={sending.busy} onClick={() => void trust()}>
        {t('timeIsRight')}
      </Button>
    </>
  )
}
