import { CloseButton } from '@mantine/core'
import { receiptRows, receiptTotal, type Receipt } from '../time/receipt.ts'
import { fullMoment, sumWords } from '../time/time-words.ts'
import { useWords } from '../words/use-words.ts'
import classes from './clock-receipt.module.css'
import { PromiseLine } from './promise-line.tsx'
import { TextLink } from './text-link.tsx'

type ClockReceiptProps = { receipt: Receipt; title: string; onClose: () => void }

/** An itemised receipt for a due time: every stretch with its sum, pauses as 0, a total, the clause. */
export function ClockReceipt({ receipt, title, onClose }: ClockReceiptProps) {
  const { say, format } = useWords(receipt.timeZone)
  const rows = receiptRows(receipt.steps, say, format)
  return (
    <div className={classes.receipt}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <CloseButton size="sm" onClick={onClose} aria-label={say('clock.close')} />
      </header>
      <p className={classes.sentence}>{receipt.sentence}</p>
      <ZoneNote receipt={receipt} />
      {receipt.startedAt != null && receipt.dueAt !== null && (
        <div className={classes.drawing}>
          <PromiseLine
            startedAt={receipt.startedAt}
            dueAt={receipt.dueAt}
            stoppedAt={receipt.stoppedAt}
            steps={receipt.steps}
            timeZone={receipt.timeZone}
            label={drawingLabel(receipt, say, format)}
          />
        </div>
      )}
      {rows.length > 0 && (
        <ol className={classes.sum}>
          {rows.map((row) => (
            <li key={row.key} data-paused={row.paused || undefined}>
              <span>{row.day}</span>
              <span>{row.text}</span>
              <b>{row.sum}</b>
            </li>
          ))}
          <li className={classes.total}>
            <span>{say('clock.total')}</span>
            <span />
            <b>{receiptTotal(receipt.steps, say)}</b>
          </li>
        </ol>
      )}
      <ReceiptFacts receipt={receipt} />
      {receipt.customerReads !== undefined && (
        <p className={classes.reads}>
          <span>
            {receipt.customerName === undefined
              ? say('clock.customerReads')
              : say('clock.reads', { name: receipt.customerName })}
          </span>
          {say('clock.quote', { text: receipt.customerReads })}
        </p>
      )}
    </div>
  )
}

/** Says whose hours the stretches are, where they are not the reader's own. */
function ZoneNote({ receipt }: { receipt: Receipt }) {
  const { say, format } = useWords()
  const { timeZone, dueAt, startedAt } = receipt
  const at = Date.parse(dueAt ?? startedAt ?? '')
  if (timeZone === undefined || Number.isNaN(at)) return null
  if (fullMoment(at, format) === fullMoment(at, { ...format, timeZone })) return null
  return (
    <p className={classes.zone}>
      {say('clock.zone', { zone: /^[+-]/.test(timeZone) ? `UTC${timeZone}` : timeZone })}
    </p>
  )
}

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const { say } = useWords()
  const { clause, calendar, usedMs, leftMs } = receipt
  const used = usedMs === undefined ? undefined : sumWords(usedMs / 1_000, say)
  if (clause === undefined && calendar === undefined && used === undefined) return null
  return (
    <dl className={classes.facts}>
      {clause !== undefined && (
        <div>
          <dt>{say('clock.clause')}</dt>
          <dd>
            {clause.href === undefined ? clause.text : <TextLink href={clause.href}>{clause.text}</TextLink>}{' '}
            {clause.note}
          </dd>
        </div>
      )}
      {calendar !== undefined && (
        <div>
          <dt>{say('clock.calendar')}</dt>
          <dd>{calendar}</dd>
        </div>
      )}
      {used !== undefined && (
        <div>
          <dt>{say('clock.usedLabel')}</dt>
          <dd>
            {leftMs === undefined
              ? used
              : say('clock.usedText', { used, left: sumWords(leftMs / 1_000, say) })}
          </dd>
        </div>
      )}
    </dl>
  )
}

function drawingLabel(
  receipt: Receipt,
  say: (key: string, values?: Record<string, string | number>) => string,
  format: { locale: string; timeZone?: string | undefined },
): string {
  const counted = receipt.steps.filter((step) => step.kind === 'counted').length
  const pauses = receipt.steps.filter((step) => step.kind === 'paused').length
  const moment = receipt.dueAt === null ? '' : fullMoment(Date.parse(receipt.dueAt), format)
  return say('clock.drawing', {
    stretches: say('clock.stretches', { count: counted }),
    pauses: say('clock.pauses', { count: pauses }),
    moment,
  })
}
