import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { StatusWord } from '#web/components/status-word.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useTranslation } from 'react-i18next'
import classes from './portal-case-line.module.css'
import { PortalLateness } from './portal-lateness.tsx'
import { nextPromise } from './portal-promise.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** One case for its customer in a list. */
export function PortalCaseLine({ one }: { one: CaseSummary }) {
  return (
    <li className={classes.line}>
      <PortalCaseText one={one} />
    </li>
  )
}

/** What a case is, and what comes next by when: the cells of a line. */
export function PortalCaseText({ one }: { one: CaseSummary }) {
  const t = usePortalWords()
  const kit = useTranslation('kit').t
  const { me, moment } = useReader()
  const by = one.contact.id === me.id ? t('row.byYou') : t('row.by', { name: one.contact.name })
  const meta = [
    one.reference,
    kit(`case.priority.${one.priority}`),
    t('row.received', { moment: moment(one.receivedAt) }),
    by,
    ...(one.rank === undefined ? [] : [t('row.rank', { rank: one.rank })]),
    ...(one.isPrivate ? [t('row.private')] : []),
  ]
  return (
    <>
      <div className={classes.what}>
        <h3>
          <AppLink href={`/portal/cases/${one.reference}`}>{one.subject}</AppLink>
        </h3>
        <p className={classes.meta}>{meta.join(' · ')}</p>
      </div>
      <CaseState one={one} />
      <PortalLateness one={one} />
    </>
  )
}

/** What comes next, and when or with whom. */
function CaseState({ one }: { one: CaseSummary }) {
  const t = usePortalWords()
  const { now, moment, say } = useReader()
  const fact =
    one.status === 'solved' || one.status === 'closed' ? { kind: 'status' as const } : nextPromise(one)
  const isOpen = one.status !== 'solved' && one.status !== 'closed'
  if (fact.kind === 'status') {
    return (
      <p className={classes.state}>
        <b>
          <StatusWord status={one.status} reader="customer" />
        </b>
        {isOpen && t('row.handledBy', { name: one.handledBy })}
      </p>
    )
  }
  const left = Date.parse(fact.dueAt) - now
  const isLate = fact.kind === 'reply_late' || fact.kind === 'solution_late'
  const promise = {
    reply_due: 'replyBy',
    reply_late: 'replyLate',
    solution_due: 'solutionBy',
    solution_late: 'solutionLate',
  }
  return (
    <p className={classes.state}>
      <b>{t(`row.${promise[fact.kind]}`, { moment: moment(fact.dueAt) })}</b>
      {isLate || left <= 0
        ? t('row.handledBy', { name: one.handledBy })
        : t('row.inTime', { span: durationWords(left, say) })}
    </p>
  )
}
