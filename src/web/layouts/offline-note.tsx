import { useNetwork } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from './offline-note.module.css'

/** Says that the connection is gone, and what that means for what one sees and writes. */
export function OfflineNote() {
  const { t } = useTranslation('kit')
  const { online } = useNetwork()
  return <div role="status">{!online && <p className={classes.note}>{t('shell.offline')}</p>}</div>
}
