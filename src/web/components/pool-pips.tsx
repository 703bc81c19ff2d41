import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './pool-pips.module.css'

type PoolPipsProps = {
  used: number
  limit: number
  /** Draws the next unit in blue: the one this case would use. */
  thisOne?: boolean
  /** Beside the bars; "3 of 5 used" when absent. */
  children?: ReactNode
}

/** One bar a unit: used grey, this one blue, free outlined; the numbers always stand beside it. */
export function PoolPips({ used, limit, thisOne = false, children }: PoolPipsProps) {
  const { t } = useTranslation('kit')
  const kinds = Array.from({ length: limit }, (_, index) =>
    index < used ? 'used' : thisOne && index === used ? 'this' : 'free',
  )
  return (
    <div className={classes.pool}>
      <span className={classes.pips} aria-hidden="true">
        {kinds.map((kind, index) => (
          <i key={`${kind}-${index}`} data-kind={kind} />
        ))}
      </span>
      <span>{children ?? t('pool.used', { used, limit })}</span>
    </div>
  )
}
