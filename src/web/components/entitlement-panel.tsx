import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { clauseWords } from '../words/clause-words.ts'
import classes from './entitlement-panel.module.css'
import { TimeText } from './time-text.tsx'
import {
  outcomeTone,
  reasonTone,
  type ReasonTone,
  type WayForward,
  type WireDecision,
} from './wire-decision.ts'

type EntitlementPanelProps = {
  decision: WireDecision
  /** ISO; "Decided Wed 16:12, kept word for word". */
  decidedAt?: string | undefined
  /** With it, the ways forward are buttons. */
  onWay?: ((way: WayForward) => void) | undefined
  /** At the foot, e.g. a link to the inputs. */
  aside?: ReactNode
}

/** The verdict in words, every reason with its clause at the edge, and the ways forward. */
export function EntitlementPanel({ decision, decidedAt, onWay, aside }: EntitlementPanelProps) {
  const { t } = useTranslation('kit')
  const tone = outcomeTone(decision.outcome)
  return (
    <div>
      <p className={classes.verdict} data-tone={tone}>
        <span className={classes.seal}>
          <ToneIcon tone={tone} size={14} stroke={3} />
        </span>
        <b>{t(decision.waived === true ? 'decision.waived' : `decision.outcome.${decision.outcome}`)}</b>
      </p>
      <ul className={classes.reasons}>
        {decision.reasons.map((reason) => (
          <li key={`${reason.code}-${reason.clause ?? ''}`} data-tone={reasonTone(reason.code)}>
            <ToneIcon tone={reasonTone(reason.code)} size={14} stroke={2} />
            <span>{reason.text}</span>
            {reason.clause != null && <i>{clauseWords(reason.clause)}</i>}
          </li>
        ))}
      </ul>
      <WaysForward ways={decision.waysForward} onWay={onWay} />
      {(decidedAt !== undefined || aside !== undefined) && (
        <p className={classes.foot}>
          {decidedAt !== undefined && (
            <span>
              {t('decision.decided')} <TimeText at={decidedAt} />
              {t('decision.kept')}
            </span>
          )}
          {aside}
        </p>
      )}
    </div>
  )
}

function WaysForward({
  ways,
  onWay,
}: {
  ways: WayForward[]
  onWay?: ((way: WayForward) => void) | undefined
}) {
  const { t } = useTranslation('kit')
  if (ways.length === 0) return null
  return (
    <div className={classes.ways}>
      <h3>{t('decision.ways')}</h3>
      <ul>
        {ways.map((way) => (
          <li key={way.code}>
            {onWay === undefined ? (
              way.text
            ) : (
              <Button
                size="xs"
                h="auto"
                mih={28}
                py={4}
                fullWidth
                justify="start"
                styles={{ label: { whiteSpace: 'normal', textAlign: 'left', lineHeight: '20px' } }}
                onClick={() => onWay(way)}
              >
                {way.text}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function ToneIcon({ tone, size, stroke }: { tone: ReasonTone; size: number; stroke: number }) {
  const { t } = useTranslation('kit')
  const Icon = tone === 'for' ? IconCheck : tone === 'against' ? IconX : IconMinus
  return <Icon size={size} stroke={stroke} role="img" aria-label={t(`decision.tone.${tone}`)} />
}
