import { useTranslation } from 'react-i18next'
import classes from './skip-link.module.css'

/** The first stop of the keyboard on every page. */
export function SkipLink() {
  const { t } = useTranslation('kit')
  return (
    <a className={classes.skip} href="#main">
      {t('shell.skip')}
    </a>
  )
}
