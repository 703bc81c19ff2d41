import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { canonicalSender } from '#channels/email/domain/blocked-sender.ts'
import { domainOf } from '#channels/email/domain/sender-verdict.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
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
  /** The domain that was confirmed: another one is to be confirmed anew. */
  const [confirmed, setConfirmed] = useState('')
  const [only = ''] = addresses
  const written = byHand ? typed : isDomain ? domainOf(only) : only
  const named = canonicalSender(written)
  const sender = named?.sender ?? written
  const senders = addresses.length > 1 ? addresses : [sender]
  const wholeDomain = named?.what === 'domain' && addresses.length <= 1
  const preview = useQuery(previewQuery(wholeDomain ? sender : ''))
  const met = wholeDomain ? preview.data : undefined
  const notMet = wholeDomain && preview.error !== null ? problemSentence(preview.error) : undefined
  const isConfirmed = confirmed === sender
  const check = () => {
    if (notMet !== undefined) void preview.refetch()
    const isUnknown = wholeDomain && met === undefined
    return {
      sender:
        byHand && named === null
          ? t('senders.fieldMissing')
          : isUnknown
            ? (notMet ?? t('block.looking'))
            : undefined,
      reason: reason.trim() === '' ? t('block.reasonMissing') : undefined,
      confirm: met !== undefined && !isConfirmed ? t('block.confirmMissing') : undefined,
    }
  }
  const block = async (): Promise<void> => {
    const until = days === '0' ? undefined : new Date(serverNow() + Number(days) * dayMs).toISOString()
    const confirmedContacts = wholeDomain ? met?.formerContacts : undefined
    const aside = too ? messages.map(({ id }) => id) : []
    try {
      await acts.block({ senders, reason: reason.trim(), until, confirmedContacts }, aside)
    } catch (failure) {
      // The number may have changed since it was shown.
      if (wholeDomain) void preview.refetch()
      throw failure
    }
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
              error={notMet ?? (named === null || met === undefined ? errorOf('sender') : undefined)}
              data-autofocus
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          {!byHand && addresses.length === 1 && (
            <Radio.Group
              label={t('block.what')}
              value={isDomain ? 'domain' : 'address'}
              error={notMet ?? (met === undefined ? errorOf('sender') : undefined)}
              onChange={(value) => setDomain(value === 'domain')}
            >
              <Stack gap={8} mt={4}>
                <Radio value="address" label={t('block.address', { sender: only })} />
                <Radio value="domain" label={t('block.domain', { sender: domainOf(only) })} />
              </Stack>
            </Radio.Group>
          )}
          {addresses.length > 1 && <p>{t('block.addresses', { senders: addresses.join(', ') })}</p>}
          {met !== undefined &&
            (met.contacts > 0 ? (
              <p className={classes.problem} role="alert">
                {t('block.isCustomer', { count: met.contacts, sender })}
              </p>
            ) : (
              <Checkbox
                checked={isConfirmed}
                error={errorOf('confirm')}
                label={t('block.confirm', { count: met.formerContacts, sender })}
                onChange={(event) => setConfirmed(event.currentTarget.checked ? sender : '')}
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
