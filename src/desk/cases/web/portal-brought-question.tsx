import { Button } from '@mantine/core'
import { Sheet } from '#web/components/page-parts.tsx'
import classes from './portal-new-case.module.css'
import { usePortalWords } from './use-portal-words.ts'

type PortalBroughtQuestionProps = { question: string; onAnew: () => void; onGoOn: () => void }

/** A reader comes with a question while a draft with other words is kept: it goes on, unless they begin anew. */
export function PortalBroughtQuestion({ question, onAnew, onGoOn }: PortalBroughtQuestionProps) {
  const t = usePortalWords()
  return (
    <section className={classes.brought} aria-label={t('new.brought.title')}>
      <Sheet>
        <h2>{t('new.brought.title')}</h2>
        <p>{t('new.brought.text', { question })}</p>
        <div className={classes.broughtActs}>
          <Button onClick={onAnew}>{t('new.brought.anew')}</Button>
          <Button variant="subtle" onClick={onGoOn}>
            {t('new.brought.goOn')}
          </Button>
        </div>
      </Sheet>
    </section>
  )
}
