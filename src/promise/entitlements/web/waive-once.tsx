import { Button, Textarea } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import type { WireDecision } from '#web/components/wire-decision.ts'
import { useEntitlementWords } from './use-entitlement-words.ts'
import classes from './waive-once.module.css'

type WaiveOnceProps = {
  decision: WireDecision
  /** What the button does: it waives, and goes on with what was refused. */
  send: string
  busy: boolean
  /** The same waiver is given once, however often it is sent. */
  onWaive: (waiver: { id: string; reason: string }) => void
}

/** Beside a refusal, for those who may waive it: once, with a reason. Others see nothing of it. */
export function WaiveOnce({ decision, send, busy, onWaive }: WaiveOnceProps) {
  const t = useEntitlementWords()
  const me = useMe()
  const lead = useId()
  const [id, setId] = useState<string>()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const isOpen = id !== undefined
  useEffect(() => {
    if (isOpen) box.current?.focus()
  }, [isOpen])
  if (!me.permissions.includes('decision.waive') || decision.outcome !== 'refused') return null
  if (id === undefined) {
    return (
      <div className={classes.closed}>
        <Button size="xs" onClick={() => setId(crypto.randomUUID())}>
          {t('waive.open')}
        </Button>
      </div>
    )
  }
  const waive = (): void => {
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') onWaive({ id, reason: reason.trim() })
  }
  return (
    <div className={classes.open}>
      <p id={lead}>{t('waive.lead')}</p>
      <Textarea
        label={t('waive.reason')}
        aria-describedby={lead}
        value={reason}
        maxLength={1000}
        autosize
        minRows={2}
        ref={box}
        error={isMissing && reason.trim() === '' ? t('waive.missing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button size="xs" variant="subtle" onClick={() => setId(undefined)}>
          {t('waive.cancel')}
        </Button>
        <Button size="xs" loading={busy} onClick={waive}>
          {send}
        </Button>
      </div>
    </div>
  )
}
