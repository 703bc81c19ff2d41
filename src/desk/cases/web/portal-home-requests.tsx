import { Button } from '@mantine/core'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { SectionHead, Sheet } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import lines from './portal-case-line.module.css'
import classes from './portal-home.module.css'
import { PortalRefusal } from './portal-refusal.tsx'
import { useAdoptRequest } from './use-adopt-request.ts'
import { useMayOpen } from './use-may-open.ts'
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
        <p className={classes.turnMeta}>{firstWords(one.draft.description)}</p>
        {one.note !== null && (
          <p className={classes.turnMeta}>
            {t('request.noteOf', one.asker)} {one.note}
          </p>
        )}
        <AdoptRequest request={one} />
      </Sheet>
    </article>
  ))
}

/** So much of a text that one knows what it is about; the whole is one click away. */
function firstWords(text: string): string {
  return text.length <= 240 ? text : `${text.slice(0, 240).trimEnd()}…`
}

/** The case as it was written, with one click; or read first. */
function AdoptRequest({ request }: { request: RequestView }) {
  const t = usePortalWords()
  const { refusal } = useMayOpen()
  const { adopt, isSending, failure } = useAdoptRequest(request)
  return (
    <>
      <div className={classes.turnActs}>
        {refusal === undefined && (
          <Button
            variant="filled"
            aria-label={t('request.adoptLabel', { subject: request.draft.subject })}
            loading={isSending}
            onClick={() => void adopt()}
          >
            {t('request.adopt')}
          </Button>
        )}
        <Button component={AppLink} href={`/portal/requests/${request.id}`}>
          {t(refusal === undefined ? 'request.read' : 'request.readOnly')}
        </Button>
      </div>
      {failure !== undefined && (
        <div className={classes.turnFailure} role="alert">
          <p>{t('new.notSent')}</p>
          {failure.decision === undefined ? (
            <p>{failure.sentence}</p>
          ) : (
            <PortalRefusal decision={failure.decision} />
          )}
        </div>
      )}
    </>
  )
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
