import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { domainOf } from '#channels/email/domain/sender-verdict.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import { previewQuery } from './triage-queries.ts'
import classes from './triage.module.css'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

const periods = ['0', '30', '365'] as const
const dayMs = 86_400_000

type DeskBlockDialogProps = {
  messages: Pick<TriageItem, 'id' | 'from'>[]
  /** Opened without messages too: then somebody is named by hand. */
  byHand?: boolean
  onClose: () => void
  onDone?: () => void
}

/** Blocks senders: their addresses, or one whole domain after it was said whom that meets. */
export function DeskBlockDialog({ messages, byHand = false, onClose, onDone }: DeskBlockDialogProps) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const addresses = [...new Set(messages.flatMap(({ from }) => from.address?.toLowerCase() ?? []))]
  const [typed, setTyped] = useState('')
  const [isDomain, setDomain] = useState(false)
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<string>('0')
  const [too, setToo] = useState(true)
  const [isConfirmed, setConfirmed] = useState(false)
  const [only = ''] = addresses
  const sender = byHand ? typed.trim() : isDomain ? domainOf(only) : only
  const senders = addresses.length > 1 ? addresses : [sender]
  const wholeDomain = sender !== '' && !sender.includes('@') && addresses.length <= 1
  const met = useQuery(previewQuery(wholeDomain ? sender : '')).data
  const meets = wholeDomain && met !== undefined && (met.contacts > 0 || met.formerContacts >= 0)
  const check = () => ({
    sender: sender === '' && senders.length < 2 ? t('senders.fieldMissing') : undefined,
    reason: reason.trim() === '' ? t('block.reasonMissing') : undefined,
    confirm: wholeDomain && !isConfirmed ? t('block.confirmMissing') : undefined,
  })
  const block = async (): Promise<void> => {
    const until = days === '0' ? undefined : new Date(serverNow() + Number(days) * dayMs).toISOString()
    const confirmedContacts = wholeDomain ? met?.formerContacts : undefined
    await acts.block(
      { senders, reason: reason.trim(), until, confirmedContacts },
      too ? messages.map(({ id }) => id) : [],
    )
    onDone?.()
  }
  return (
    <SendDialog
      opened={byHand || messages.length > 0}
      onClose={onClose}
      title={t('block.title', { count: Math.max(1, addresses.length) })}
      lead={t('block.lead')}
      send={t('block.send')}
      check={check}
      onSend={block}
    >
      {(errorOf) => (
        <>
          {byHand && (
            <TextInput
              label={t('senders.field')}
              value={typed}
              maxLength={254}
              error={errorOf('sender')}
              data-autofocus
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          {!byHand && addresses.length === 1 && (
            <Radio.Group
              label={t('block.what')}
              value={isDomain ? 'domain' : 'address'}
              onChange={(value) => setDomain(value === 'domain')}
            >
              <Stack gap={8} mt={4}>
                <Radio value="address" label={t('block.address', { sender: only })} />
                <Radio value="domain" label={t('block.domain', { sender: domainOf(only) })} />
              </Stack>
            </Radio.Group>
          )}
          {addresses.length > 1 && <p>{t('block.addresses', { senders: addresses.join(', ') })}</p>}
          {meets &&
            (met.contacts > 0 ? (
              <p className={classes.problem} role="alert">
                {t('block.isCustomer', { count: met.contacts, sender })}
              </p>
            ) : (
              <Checkbox
                checked={isConfirmed}
                error={errorOf('confirm')}
                label={t('block.confirm', { count: met.formerContacts, sender })}
                onChange={(event) => setConfirmed(event.currentTarget.checked)}
              />
            ))}
          <Textarea
            label={t('block.reason')}
            value={reason}
            maxLength={500}
            autosize
            minRows={2}
            error={errorOf('reason')}
            {...(!byHand && { 'data-autofocus': true })}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('block.until')}
            value={days}
            data={periods.map((value) => ({ value, label: t(`block.untilOf.${value}`) }))}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          {messages.length > 0 && (
            <Checkbox
              checked={too}
              label={t('block.too')}
              onChange={(event) => setToo(event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </SendDialog>
  )
}
