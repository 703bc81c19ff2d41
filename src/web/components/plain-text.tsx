import { useTranslation } from 'react-i18next'
import classes from './message-text.module.css'
import { splitQuoted } from './split-quoted.ts'

/** The text of a mail as it came; what it repeats from older mail is folded. */
export function PlainText({ text }: { text: string }) {
  const { t } = useTranslation('kit')
  const { fresh, quoted } = splitQuoted(text)
  return (
    <div>
      <div className={classes.plain}>{fresh}</div>
      {quoted !== '' && (
        <details className={classes.quoted}>
          <summary>{t('message.quoted')}</summary>
          <div className={classes.plain}>{quoted}</div>
        </details>
      )}
    </div>
  )
}
