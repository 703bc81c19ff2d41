import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import classes from './composer-draft.module.css'
import { TimeText } from './time-text.tsx'
import type { Draft } from './use-draft.ts'

/** Whether what is written is safe, in three words. */
export function DraftState({ draft }: { draft: Draft }) {
  const { t } = useTranslation('kit')
  if (draft.state === 'local') return <span className={classes.state}>{t('composer.localOnly')}</span>
  if (draft.savedAt === undefined) return null
  return (
    <span className={classes.state}>
      {t('composer.saved')} <TimeText at={draft.savedAt} as="time" />
      <IconCheck size={14} aria-hidden />
    </span>
  )
}

/** The draft was changed on another device: both texts are there, and the writer chooses. */
export function DraftChanged({ draft }: { draft: Draft }) {
  const { t } = useTranslation('kit')
  const { theirs } = draft
  if (theirs === undefined) return null
  return (
    <div className={classes.changed} role="alert">
      <p>
        {t('composer.changedElsewhere')} <TimeText at={theirs.savedAt} as="moment" />
      </p>
      <blockquote tabIndex={0}>{theirs.body}</blockquote>
      <div>
        <Button size="xs" onClick={() => draft.choose('theirs')}>
          {t('composer.takeOther')}
        </Button>
        <Button size="xs" onClick={() => draft.choose('mine')}>
          {t('composer.keepThis')}
        </Button>
      </div>
    </div>
  )
}
