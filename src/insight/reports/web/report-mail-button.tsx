import { useState } from 'react'
import { Button, Popover, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { mailReportEndpoint, setSubscriptionEndpoint } from '../domain/report-mail-contract.ts'
import { subscriptionQuery } from './report-queries.ts'
import classes from './report.module.css'
import { useMonthName, useReportWords } from './use-report-words.ts'

/** The report by mail: each month from now on, or this one at once. */
export function ReportMailButton({ month }: { month: string }) {
  const t = useReportWords()
  const monthName = useMonthName()(month)
  const queryClient = useQueryClient()
  const { data } = useQuery(subscriptionQuery)
  const choosing = useSending()
  const sending = useSending()
  /** What was just chosen, until it is saved. */
  const [wanted, setWanted] = useState<boolean>()
  const choose = async (on: boolean) => {
    setWanted(on)
    await choosing.run(async () => {
      const saved = await request(setSubscriptionEndpoint, { body: { on } })
      queryClient.setQueryData(subscriptionQuery.queryKey, saved)
    })
    setWanted(undefined)
  }
  const send = () =>
    sending.run(async () => {
      const { to } = await request(mailReportEndpoint, { body: { month } })
      toast({ message: t('mail.sent', { month: monthName, to }) })
    })
  const problem = choosing.sentence ?? sending.sentence
  return (
    <Popover position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs">{t('mail.open')}</Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.mail} aria-label={t('mail.title')}>
        <Switch
          label={t('mail.each')}
          description={t('mail.eachText')}
          checked={wanted ?? data?.on ?? false}
          disabled={data === undefined || choosing.busy}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        <Button loading={sending.busy} onClick={() => void send()}>
          {t('mail.now', { month: monthName })}
        </Button>
        {problem !== undefined && (
          <p role="alert" className={classes.problem}>
            {t('mail.failed')} {problem}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
