import { CloseButton } from '@mantine/core'
import type { ExplanationPartView } from '../time/clock-face.ts'
import type { Receipt } from '../time/receipt.ts'
import { fullMoment } from '../time/time-words.ts'
import { useWords } from '../words/use-words.ts'
import classes from './clock-receipt.module.css'
import { PromiseLine } from './promise-line.tsx'

type ClockReceiptProps = { receipt: Receipt; title: string; onClose: () => void }

/** An itemised receipt for a due time: what was agreed, the hours, every stretch with its sum, what it comes to. */
export function ClockReceipt({ receipt, title, onClose }: ClockReceiptProps) {
  const { say, format } = useWords(receipt.timeZone)
  return (
    <div className={classes.receipt}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <CloseButton size="sm" onClick={onClose} aria-label={say('clock.close')} />
      </header>
      {receipt.inFull === undefined && <p className={classes.sentence}>{receipt.sentence}</p>}
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
      {receipt.inFull !== undefined && <InFull parts={receipt.inFull} />}
      {receipt.customerReads !== undefined && (
        <p className={classes.reads}>
          <span>{say('clock.customerReads')}</span>
          {say('clock.quote', { text: receipt.customerReads })}
        </p>
      )}
    </div>
  )
}

/** The four parts as the server says them; the way with its days at the left and what counted at the right. */
function InFull({ parts }: { parts: ExplanationPartView[] }) {
  return parts.map(({ part, title, lines }) => (
    <section key={part} className={classes.part}>
      <h3>{title}</h3>
      <ol>
        {lines.map(({ kind, when = '', text, counted }, index) => (
          <li key={`${kind} ${when} ${text}`} data-kind={kind}>
            {part === 'way' && (
              <span className={classes.when}>{lines[index - 1]?.when === when ? '' : when}</span>
            )}
            <span className={classes.text}>{text}</span>
            {counted !== undefined && <b>{counted}</b>}
          </li>
        ))}
      </ol>
    </section>
  ))
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
