import type { ReactNode } from 'react'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { ContactNote } from '#people/accounts/web/contact-note.tsx'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { PanelSection, type Property, PropertyList } from '#web/components/panel-section.tsx'
import { clockTime, shortDate, shortMoment, timeLeft } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { DeskDecisions } from './desk-decisions.tsx'
import { packageName } from './desk-package-name.ts'
import classes from './desk-panels.module.css'
import { daysText } from './desk-days-text.ts'
import { useDeskWords } from './desk-use-words.ts'

type Agreement = NonNullable<CoverView['agreement']>

/** Who asks, what they bought, and what was decided about this case; `details` stand between. */
export function DeskCustomer({ found, details }: { found: CaseView; details?: ReactNode }) {
  const t = useDeskWords()
  const now = useNow()
  const { format } = useWords(found.contactTimeZone)
  const cover = useCover(found.account.id)
  const agreement = cover.data?.agreement
  const badge = agreement?.packageName ?? packageName(found.package)
  return (
    <>
      <section className={classes.who}>
        <div>
          <h2>{found.account.name}</h2>
          {badge !== undefined && <PackageBadge name={badge} />}
        </div>
        <p>{t('customer.localTime', { name: found.contact.name, time: clockTime(now, format) })}</p>
        <ContactNote accountId={found.account.id} contactId={found.contact.id} />
        {cover.error !== null && cover.data === undefined && <p>{t('customer.failed')}</p>}
        {cover.data !== undefined && agreement === null && <p>{t('customer.none')}</p>}
        {agreement != null && <AgreementFacts agreement={agreement} />}
      </section>
      {details}
      <PanelSection title={t('customer.entitlement')} aside={<DeskDecisions found={found} />}>
        {found.decision === null ? (
          <p className={classes.quiet}>{t('customer.noDecision')}</p>
        ) : (
          <EntitlementPanel decision={found.decision} decidedAt={found.receivedAt} />
        )}
      </PanelSection>
      {cover.data !== undefined && cover.data.environments.length > 0 && <Systems cover={cover.data} />}
      {cover.data !== undefined && <People cover={cover.data} contactId={found.contact.id} />}
    </>
  )
}

function AgreementFacts({ agreement }: { agreement: Agreement }) {
  const t = useDeskWords()
  const { say, format } = useWords()
  const now = useNow()
  const date = (day: string): string => shortDate(Date.parse(day), now, { ...format, timeZone: 'UTC' })
  const { hours } = agreement
  const changes = hours.changesAt === null ? undefined : Date.parse(hours.changesAt)
  const openText =
    changes === undefined
      ? t('customer.openAlways')
      : t('customer.openUntil', { span: timeLeft(changes, now, say, format) })
  const closedText =
    changes === undefined
      ? t('customer.closed')
      : t('customer.closedUntil', { moment: shortMoment(changes, now, format) })
  const items: Property[] = [
    {
      label: t('customer.agreement'),
      value: t('customer.until', { date: date(lastDayOf(agreement.endsOn)) }),
    },
    {
      label: t('customer.terms'),
      value: t('customer.version', { name: agreement.packageName, version: agreement.version }),
    },
    { label: t('customer.hours'), value: useHoursOf(agreement) },
    {
      label: t('customer.now'),
      value: (
        <span className={classes.withIcon}>
          <IconClock size={14} className={classes.faint} aria-hidden />
          {hours.openNow ? openText : closedText}
        </span>
      ),
    },
    { label: t('customer.seats'), value: t('customer.seatsText', agreement.seats) },
    ...agreement.pools.map((pool) => ({
      key: pool.code,
      label: t('customer.pool'),
      value: t('customer.poolText', { used: pool.used, allowed: pool.allowed, date: date(pool.resetsOn) }),
    })),
  ]
  return <PropertyList items={items} />
}

function useHoursOf({ hours, coverageZone }: Agreement): string {
  const t = useDeskWords()
  if (hours.always) return t('customer.always')
  const times = hours.openings.map(({ days, from, to }) =>
    t('customer.hoursShort', { days: daysText(days, 'en-GB', t), from, to }),
  )
  const zone = /^[+-]\d/.test(coverageZone) ? `UTC${coverageZone}` : coverageZone.replaceAll('_', ' ')
  return t('customer.hoursText', { hours: times.join(', '), zone })
}

function Systems({ cover }: { cover: CoverView }) {
  const t = useDeskWords()
  return (
    <PanelSection title={t('customer.systems')}>
      <ul className={classes.systems}>
        {cover.environments.map((system) => (
          <li key={system.id}>
            <b>{system.name}</b>
            <span>{system.version}</span>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

function People({ cover, contactId }: { cover: CoverView; contactId: string }) {
  const t = useDeskWords()
  return (
    <PanelSection title={t('customer.contacts')}>
      <ul className={classes.people}>
        {cover.contacts.map((person) => (
          <li key={person.id} data-asks={person.id === contactId || undefined}>
            <b>{person.name}</b>
            <span>
              {[
                t(person.authorised ? 'customer.authorised' : 'customer.noSeat'),
                ...(person.isAccountAdmin ? [t('customer.admin')] : []),
                ...person.certifications.map((one) => one.kind.replaceAll('_', ' ')),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
