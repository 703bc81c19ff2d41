import { useState } from 'react'
import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { sendAllAgainEndpoint } from '#channels/email/domain/outgoing-contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'

export const outgoingFilters = ['all', 'queued', 'sent', 'failed', 'returned', 'held', 'kept'] as const
export type OutgoingFilter = (typeof outgoingFilters)[number]

type OutgoingToolsProps = { state: OutgoingFilter; onState: (state: OutgoingFilter) => void }

/** Which mail is shown; and to send again all that failed or was kept. */
export function OutgoingTools({ state, onState }: OutgoingToolsProps) {
  const t = useMailWords()
  const [opened, setOpened] = useState(false)
  const again = state === 'failed' || state === 'kept' ? state : undefined
  return (
    <div className={classes.outgoingTools}>
      <SegmentedControl
        className={classes.wideFilter}
        aria-label={t('outgoing.filter')}
        value={state}
        data={outgoingFilters.map((value) => ({ value, label: t(`outgoing.filterOf.${value}`) }))}
        onChange={(value) => onState(outgoingFilters.find((one) => one === value) ?? 'all')}
      />
      <NativeSelect
        className={classes.narrowFilter}
        aria-label={t('outgoing.filter')}
        value={state}
        data={outgoingFilters.map((value) => ({ value, label: t(`outgoing.filterOf.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onState(outgoingFilters.find((one) => one === value) ?? 'all')
        }
      />
      {again !== undefined && (
        <>
          <Button onClick={() => setOpened(true)}>
            {t(again === 'failed' ? 'outgoing.allFailed' : 'outgoing.allKept')}
          </Button>
          <AgainDialog key={again} state={again} opened={opened} onClose={() => setOpened(false)} />
        </>
      )}
    </div>
  )
}

const periods = ['1', '24', '168', '0'] as const
const hourMs = 3_600_000

type AgainDialogProps = { state: 'failed' | 'kept'; opened: boolean; onClose: () => void }

function AgainDialog({ state, opened, onClose }: AgainDialogProps) {
  const t = useMailWords()
  const queryClient = useQueryClient()
  const [hours, setHours] = useState('24')
  const send = async (): Promise<void> => {
    const isLimited = state === 'failed' && hours !== '0'
    const since = new Date(serverNow() - Number(hours) * hourMs).toISOString()
    let count = 0
    for (let more = true; more;) {
      const body = { state, ...(isLimited && { since }) }
      const { queued, isMore } = await request(sendAllAgainEndpoint, { body })
      count += queued
      more = isMore
    }
    toast({ message: count === 0 ? t('outgoing.allNone') : t('outgoing.allDone', { count }) })
    void queryClient.invalidateQueries({ queryKey: ['outgoing-mail'] })
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t(state === 'failed' ? 'outgoing.allFailed' : 'outgoing.allKept')}
      lead={t(state === 'failed' ? 'outgoing.allFailedLead' : 'outgoing.allKeptLead')}
      send={t('outgoing.allSend')}
      onSend={send}
    >
      {(errorOf) =>
        state === 'failed' && (
          <NativeSelect
            label={t('outgoing.since')}
            value={hours}
            data={periods.map((value) => ({ value, label: t(`outgoing.period.${value}`) }))}
            error={errorOf('since')}
            data-autofocus
            onChange={(event) => setHours(event.currentTarget.value)}
          />
        )
      }
    </SendDialog>
  )
}
