import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RefusalItem } from '#promise/entitlements/domain/refusal-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { DecisionInputsList } from './decision-inputs-list.tsx'
import { refusalQuery } from './refusal-queries.ts'
import classes from './refusals.module.css'
import { useEntitlementWords } from './use-entitlement-words.ts'

type RefusalRowProps = {
  item: RefusalItem
  /** On the account's own page its name is not said again. */
  withAccount?: boolean
}

/** One refusal; opened, what was asked and every word of the answer. */
export function RefusalRow({ item, withAccount = true }: RefusalRowProps) {
  const t = useEntitlementWords()
  const [isOpen, setOpen] = useState(false)
  const about = item.about ?? t(item.type === null ? 'asked.unknown' : `type.${item.type}`)
  return (
    <li>
      <UnstyledButton className={classes.row ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <TimeText at={item.at} as="moment" />
        <span className={classes.what}>
          <b>{withAccount ? item.account.name : (item.contact?.name ?? t('asked.nobody'))}</b>
          <span>{[about, item.product].filter(Boolean).join(', ')}</span>
        </span>
        <span className={classes.why}>
          {item.reasons.map(({ code }) => (
            <span key={code}>{t(`reason.${code}`)}</span>
          ))}
        </span>
        <span className={classes.marks}>
          {item.times > 1 && <span>{t('log.times', { count: item.times })}</span>}
          {item.waiver !== null && <Tag>{t('log.waivedOnce')}</Tag>}
        </span>
      </UnstyledButton>
      {isOpen && <Detail item={item} />}
    </li>
  )
}

function Detail({ item }: { item: RefusalItem }) {
  const t = useEntitlementWords()
  const { data, error } = useQuery(refusalQuery(item.id))
  return (
    <div className={classes.detail}>
      <p className={classes.quiet}>
        {t(`occasion.${item.occasion}`)} · <TimeText at={item.at} as="full" />
        {item.reference !== null && (
          <>
            {' · '}
            <AppLink href={`/desk/cases/${item.reference}`}>
              {t('log.case', { reference: item.reference })}
            </AppLink>
          </>
        )}
      </p>
      {item.waiver !== null && (
        <div className={classes.waiver}>
          <b>{t('log.waivedBy', { name: item.waiver.by })}</b>
          <p>{item.waiver.reason}</p>
        </div>
      )}
      {data === undefined && error === null && <Skeletons rows={4} shape="text" />}
      {data === undefined && error !== null && (
        <p role="alert">
          {t('log.failedOne')} {problemSentence(error)}
        </p>
      )}
      {data !== undefined && (
        <div className={classes.both}>
          <section aria-label={t('asked.title')}>
            <h3>{t('asked.title')}</h3>
            <DecisionInputsList inputs={data.inputs} contact={item.contact?.name} />
          </section>
          <section aria-label={t('log.answer')}>
            <h3>{t('log.answer')}</h3>
            <EntitlementPanel decision={data.decision} />
            <p className={classes.quiet}>{t('log.zone', { zone: data.timeZone.replaceAll('_', ' ') })}</p>
          </section>
        </div>
      )}
    </div>
  )
}
