import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Sheet } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { PortalLateness } from './portal-lateness.tsx'
import classes from './portal-home.module.css'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** A case that waits for the reader: a question of ours to answer, or a solution to confirm. */
export function PortalTurn({ one }: { one: CaseSummary }) {
  const t = usePortalWords()
  const kit = useTranslation('kit').t
  const { me } = useReader()
  const isSolved = one.status === 'solved'
  const href = `/portal/cases/${one.reference}`
  return (
    <article className={classes.turn}>
      <Sheet>
        <div className={classes.turnTop}>
          <p>{t(isSolved ? 'turn.solved' : 'turn.eyebrow')}</p>
          <TimeText at={one.lastEntryAt} as="age" timeZone={me.timeZone} />
        </div>
        <h3>
          <AppLink href={href}>{one.subject}</AppLink>
        </h3>
        <p className={classes.turnMeta}>
          {[
            one.reference,
            kit(`case.priority.${one.priority}`),
            t('row.handledBy', { name: one.handledBy }),
          ].join(' · ')}
        </p>
        <PortalLateness one={one} />
        <Button className={classes.turnAct} component={AppLink} href={isSolved ? href : `${href}#answer`}>
          {t(isSolved ? 'turn.confirm' : 'turn.reply')}
        </Button>
      </Sheet>
    </article>
  )
}
