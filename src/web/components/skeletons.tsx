import { useTranslation } from 'react-i18next'
import classes from './skeletons.module.css'

type SkeletonsProps = {
  rows?: number
  /** `rows` of the queue, `text` of an article or case, `cards` of the portal. */
  shape?: 'rows' | 'text' | 'cards'
}

/** The shape of what is coming; seen only when it takes longer than 150 ms. */
export function Skeletons({ rows = 8, shape = 'rows' }: SkeletonsProps) {
  const { t } = useTranslation('kit')
  return (
    <div className={classes.skeletons} data-shape={shape} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
