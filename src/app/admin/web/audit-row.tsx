import { useState } from 'react'
import { Button, UnstyledButton } from '@mantine/core'
import { PropertyList } from '#web/components/panel-section.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import type { AuditEntry } from '../domain/audit-contract.ts'
import classes from './admin-audit.module.css'
import { actionWords, auditWords } from './audit-words.en.ts'
import type { AuditSearch } from './audit-search.ts'
import { useAuditWords } from './use-audit-words.ts'

type Props = { entry: AuditEntry; narrow: (news: Partial<AuditSearch>) => void }

/** One entry; opened, everything that was kept of it. */
export function AuditRow({ entry, narrow }: Props) {
  const t = useAuditWords()
  const [isOpen, setOpen] = useState(false)
  const { actor, subject, account } = entry
  return (
    <li>
      <UnstyledButton className={classes.row ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <TimeText at={entry.at} as="moment" />
        <span className={classes.what}>
          <b>{actionWords[entry.action] ?? entry.action}</b>
          <span>
            {subjectName(subject.type)} {shortId(subject.id)}
            {account !== null && ` · ${account.name}`}
          </span>
        </span>
        <span className={classes.who}>
          {actor.name}
          {actor.kind === 'key' && <small>{t('withKey')}</small>}
        </span>
      </UnstyledButton>
      {isOpen && <Detail entry={entry} narrow={narrow} />}
    </li>
  )
}

function Detail({ entry, narrow }: Props) {
  const t = useAuditWords()
  const { actor, subject, detail, requestId, keyId } = entry
  const href = placeOf(entry)
  const values = Object.entries(detail)
  const facts = [
    { label: t('subject'), value: `${subjectName(subject.type)} ${subject.id}` },
    ...(requestId === null ? [] : [{ label: t('request'), value: requestId }]),
    ...(keyId === null ? [] : [{ label: t('key'), value: keyId }]),
  ]
  return (
    <div className={classes.detail}>
      <p className={classes.moment}>
        <TimeText at={entry.at} as="full" /> · <code>{entry.action}</code>
      </p>
      <PropertyList items={facts} />
      <div>
        <h3>{t('values')}</h3>
        {values.length === 0 ? (
          <p className={classes.quiet}>{t('noValues')}</p>
        ) : (
          <PropertyList items={values.map(([label, value]) => ({ label, value: valueText(value) }))} />
        )}
      </div>
      <p className={classes.ways}>
        {href !== undefined && <GoLink href={href}>{t('open')}</GoLink>}
        {actor.id !== null && (
          <Button size="xs" onClick={() => narrow({ person: { id: actor.id ?? '', name: actor.name } })}>
            {t('onlyPerson', { name: actor.name })}
          </Button>
        )}
        <Button size="xs" onClick={() => narrow({ about: subject.id })}>
          {t('onlySubject')}
        </Button>
      </p>
    </div>
  )
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function subjectName(type: string): string {
  const names: Readonly<Record<string, string>> = auditWords.subjects
  return names[type] ?? type
}

/** A reference says what it is; of a long id the beginning is enough in a list. */
function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? '' : id
}

/** Where the thing stands that it was done to, if it has a place of its own. */
function placeOf({ subject, account }: AuditEntry): string | undefined {
  const home = account === null ? undefined : `/desk/accounts/${account.id}`
  const places: Readonly<Record<string, string | undefined>> = {
    case: `/desk/cases/${subject.id}`,
    account: `/desk/accounts/${subject.id}`,
    agreement: home && `${home}/agreements/${subject.id}`,
    contact: home && `${home}/contacts`,
    environment: home && `${home}/environments`,
    seat: home,
    calendar: `/admin/calendars/${subject.id.split(' ').map(encodeURIComponent).join('/')}`,
    catalogue: `/admin/packages?edition=${subject.id}`,
    catalogue_draft: '/admin/packages/draft',
    product: '/admin/products',
    staff: '/admin/people',
    line: '/admin/lines',
    warning_rule: '/admin/warnings',
    vendor: '/admin/vendor',
    key: '/admin/keys',
    mailbox: '/admin/mailboxes',
    webhook: `/admin/webhooks/${subject.id}/deliveries`,
  }
  return places[subject.type]
}
