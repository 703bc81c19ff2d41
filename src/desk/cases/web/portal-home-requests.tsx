import { Button } from '@mantine/core'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { SectionHead, Sheet } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import lines from './portal-case-line.module.css'
import classes from './portal-home.module.css'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** What colleagues ask the reader to submit: it waits for them. */
export function PortalAskedOfYou({ requests }: { requests: RequestView[] }) {
  const t = usePortalWords()
  const { me } = useReader()
  const waiting = requests.filter((one) => one.isAskedOfYou && one.state === 'open')
  return waiting.map((one) => (
    <article key={one.id} className={classes.turn}>
      <Sheet>
        <div className={classes.turnTop}>
          <p>{t('request.asks', { name: one.asker.name })}</p>
          <TimeText at={one.askedAt} as="age" timeZone={me.timeZone} />
        </div>
        <h3>
          <AppLink href={`/portal/requests/${one.id}`}>{one.draft.subject}</AppLink>
        </h3>
        {one.note !== null && <p className={classes.turnMeta}>{one.note}</p>}
        <Button className={classes.turnAct} component={AppLink} href={`/portal/requests/${one.id}`}>
          {t('request.read')}
        </Button>
      </Sheet>
    </article>
  ))
}

const days = 86_400_000

/** What the reader asked colleagues for: who has it, and for a week what they said. */
export function PortalAskedByYou({ requests }: { requests: RequestView[] }) {
  const t = usePortalWords()
  const { now, moment } = useReader()
  const mine = requests
    .filter((one) => !one.isAskedOfYou && one.state !== 'withdrawn')
    .filter((one) => one.answeredAt === null || Date.parse(one.answeredAt) > now - 7 * days)
  if (mine.length === 0) return null
  return (
    <section className={classes.block} aria-labelledby="asked-by-you">
      <SectionHead id="asked-by-you" title={t('request.yoursTitle')} count={mine.length} />
      <ul>
        {mine.map((one) => (
          <li key={one.id} className={lines.line}>
            <div className={lines.what}>
              <h3>
                <AppLink href={`/portal/requests/${one.id}`}>{one.draft.subject}</AppLink>
              </h3>
              <p className={lines.meta}>{t('request.askedAt', { moment: moment(one.askedAt) })}</p>
            </div>
            <p className={lines.state}>
              <b>{t(`request.short.${one.state}`, { name: one.asked.name })}</b>
              {one.caseReference}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
