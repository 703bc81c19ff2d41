import type { BreachSummary } from '#desk/breaches/domain/contract.ts'
import { packageName } from '#desk/cases/web/desk-package-name.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './breaches.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

/** Missed promises, each with how late, whose and why. */
export function BreachList({ items }: { items: readonly BreachSummary[] }) {
  const t = useBreachWords()
  return (
    <ul className={classes.list} aria-label={t('list')}>
      {items.map((item) => (
        <BreachRow key={item.id} item={item} />
      ))}
    </ul>
  )
}

function BreachRow({ item }: { item: BreachSummary }) {
  const t = useBreachWords()
  const { late, money } = useBreachFormats()
  const { case: of, dueAt, stoppedAt, line } = item
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.first}>
          <AppLink href={`/desk/breaches/${item.id}`}>
            <span>{of.reference}</span> {of.subject}
          </AppLink>
        </p>
        <p>
          {t('promise', { kind: t(`kind.${item.kind}`), priority: item.priority })}, <TimeText at={dueAt} />,{' '}
          <b className={classes.late}>
            {stoppedAt === null ? t('stillOwed') : t('late', { span: late(dueAt, stoppedAt) })}
          </b>
        </p>
        <p>
          {[
            item.account.name,
            packageName(item.package),
            t('line', { n: line.number }),
            item.assignee?.name ?? t('nobody'),
            item.cause?.name,
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </p>
      </div>
      <div className={classes.state}>
        <StateTag item={item} />
        {item.credit !== null && item.credit.minor > 0 && (
          <span>{t('back', { amount: money(item.credit) })}</span>
        )}
      </div>
    </li>
  )
}

/** Where a record stands. */
export function StateTag({ item }: { item: Pick<BreachSummary, 'state' | 'isSentBack'> }) {
  const t = useBreachWords()
  return <Tag>{t(item.isSentBack ? 'stateTag.sentBack' : `stateTag.${item.state}`)}</Tag>
}
