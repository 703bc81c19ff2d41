import { Button } from '@mantine/core'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import type { ListWork } from './desk-triage.tsx'
import classes from './triage.module.css'
import { useTriageWords } from './use-triage-words.ts'

/** What is done with several messages at once; each is undone at once, too. */
export function TriageBulk({ picked, work }: { picked: TriageItem[]; work: ListWork }) {
  const t = useTriageWords()
  return (
    <div className={classes.bulk} role="group" aria-label={t('act.bar')}>
      <b role="status">{t('list.selected', { count: picked.length })}</b>
      <Button size="xs" onClick={work.asideFocused}>
        {t('act.aside')}
      </Button>
      <Button size="xs" onClick={work.spamFocused}>
        {t('act.spam')}
      </Button>
      {work.canBlock && (
        <Button size="xs" onClick={work.blockFocused}>
          {t('act.block')}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={work.clear}>
        {t('list.clear')}
      </Button>
    </div>
  )
}
