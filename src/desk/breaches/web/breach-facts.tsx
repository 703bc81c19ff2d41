import type { BreachView } from '#desk/breaches/domain/contract.ts'
import { TextLink } from '#web/components/text-link.tsx'
import { clauseWords } from '#web/words/clause-words.ts'
import classes from './breach-page.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

/** What was promised, with whom it was, and what happened when. */
export function BreachFacts({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const { line, assignee, clause, agreementId } = found
  return (
    <>
      <section aria-labelledby="promised">
        <h2 id="promised">{t('page.promised')}</h2>
        <p>{found.sentence}</p>
        {clause !== null && (
          <p className={classes.quiet}>{t('page.clause', { clause: clauseWords(clause) })}</p>
        )}
        {agreementId !== null && (
          <p>
            <TextLink href={`/desk/accounts/${found.account.id}/agreements/${agreementId}`}>
              {t('page.agreement')}
            </TextLink>
          </p>
        )}
      </section>
      <section aria-labelledby="happened">
        <h2 id="happened">{t('page.happened')}</h2>
        <Moments found={found} />
      </section>
      <section aria-labelledby="who">
        <h2 id="who">{t('page.who')}</h2>
        <p>
          {t(assignee === null ? 'page.whoNobody' : 'page.whoText', {
            line: t('filter.lineNumber', { n: line.number, name: line.name }),
            name: assignee?.name,
          })}
        </p>
      </section>
    </>
  )
}

function Moments({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const { moment, late } = useBreachFormats()
  const { dueAt, stoppedAt, told } = found
  const steps = [
    { at: found.startedAt, text: t('page.started') },
    { at: dueAt, text: t('page.due'), isDue: true },
    { at: found.noticedAt, text: t('page.noticed') },
    ...(stoppedAt === null
      ? []
      : [
          {
            at: stoppedAt,
            text: `${t(`page.answered.${found.kind}`)}, ${t('late', { span: late(dueAt, stoppedAt) })}`,
          },
        ]),
    ...(told === null || told.at === stoppedAt ? [] : [{ at: told.at, text: t('page.told') }]),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <ol className={classes.moments}>
      {steps.map(({ at, text, ...step }) => (
        <li key={text} data-due={'isDue' in step || undefined}>
          <span>{text}</span>
          <time dateTime={at}>{moment(at)}</time>
        </li>
      ))}
      {stoppedAt === null && (
        <li data-owed>
          <span>{t('page.owed')}</span>
        </li>
      )}
    </ol>
  )
}

/** Who recorded, approved, sent back and opened it again. */
export function BreachHistory({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const { moment } = useBreachFormats()
  if (found.history.length === 0) return null
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('page.history')}</h2>
      <ol className={classes.moments}>
        {found.history.map(({ at, by, act, note }) => (
          <li key={at}>
            <span>
              {by} {t(`page.act.${act}`)}
              {note !== null && <q>{note}</q>}
            </span>
            <time dateTime={at}>{moment(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}
