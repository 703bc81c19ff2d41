import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import {
  type AffectedAgreement,
  affectedAgreementsEndpoint,
  type DraftEffect,
} from '#promise/packages/domain/draft-contract.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { urlOf } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './draft-effect.module.css'
import { affectedQuery } from './draft-queries.ts'
import { useDraftWords } from './use-draft-words.ts'

type EffectProps = { id: string; effect: DraftEffect }

/** What publishing would change when agreements are renewed, and for whom. */
export function DraftEffectView({ id, effect }: EffectProps) {
  const t = useDraftWords()
  const { differing: count, agreements: all, groups, overCap, lost } = effect
  return (
    <div className={classes.all}>
      <p>{count === 0 ? t('effectNone') : t('effectCount', { count, all })}</p>
      {groups.map((group, index) => (
        <section key={`${group.package} ${group.edition} ${index}`} className={classes.holders}>
          <h3>
            {t('holders', { name: group.packageName, edition: group.edition })}
            <small>{t('holdersCount', { count: group.agreements })}</small>
          </h3>
          {group.changes === null && <p>{t('isGone')}</p>}
          <ul>
            {(group.changes ?? []).map(({ subject, before, after }) => (
              <li key={subject}>
                <span>{subject}</span>
                <span>
                  <s>{before ?? t('isNew')}</s> → <b>{after ?? t('isNone')}</b>
                </span>
              </li>
            ))}
          </ul>
          {group.leftOut !== undefined && <p>{t('leftOut', { terms: group.leftOut.join('; ') })}</p>}
        </section>
      ))}
      {count > 0 && <Affected id={id} effect={effect} />}
      {overCap.count > 0 && (
        <Listed
          title={t('overCap')}
          lead={t('overCapText')}
          count={overCap.count}
          shown={overCap.items.length}
        >
          <DataTable
            label={t('overCap')}
            columns={[
              { key: 'account', title: t('account') },
              { key: 'package', title: t('package') },
              { key: 'held', title: t('held'), align: 'end' },
              { key: 'cap', title: t('cap'), align: 'end' },
            ]}
            rows={overCap.items.map((item) => ({
              key: item.agreementId,
              cells: [<Account key="account" {...item} />, item.packageName, item.held, item.cap],
            }))}
          />
        </Listed>
      )}
      {lost.count > 0 && (
        <Listed title={t('lost')} lead={t('lostText')} count={lost.count} shown={lost.items.length}>
          <DataTable
            label={t('lost')}
            columns={[
              { key: 'account', title: t('account') },
              { key: 'package', title: t('package') },
              { key: 'service', title: t('service') },
              { key: 'what', title: t('what') },
            ]}
            rows={lost.items.map((item) => ({
              key: `${item.accountId} ${item.service} ${item.reference}`,
              cells: [
                <Account key="account" {...item} />,
                item.packageName,
                item.service,
                item.reference === null ? (
                  t('approval')
                ) : (
                  <AppLink key="case" href={`/desk/cases/${item.reference}`}>
                    {t('case', { reference: item.reference })}
                  </AppLink>
                ),
              ],
            }))}
          />
        </Listed>
      )}
    </div>
  )
}

function Account({ accountId, account }: { accountId: string; account: string }) {
  return <AppLink href={`/desk/accounts/${accountId}`}>{account}</AppLink>
}

type ListedProps = { title: string; lead: string; count: number; shown: number; children: ReactNode }

function Listed({ title, lead, count, shown, children }: ListedProps) {
  const t = useDraftWords()
  return (
    <section>
      <SectionHead title={title} count={count} />
      <p className={classes.quiet}>
        {lead} {shown < count && t('firstOf', { shown, count })}
      </p>
      {children}
    </section>
  )
}

/** The agreements one by one, with the price of a year now and then. */
function Affected({ id, effect }: EffectProps) {
  const t = useDraftWords()
  const list = useInfiniteQuery(affectedQuery({ id, version: effect.version, live: effect.comparedWith }))
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section>
      <SectionHead
        title={t('list')}
        count={effect.differing}
        aside={
          <a
            className={classes.link}
            href={urlOf(affectedAgreementsEndpoint.path, { id }, { format: 'csv' })}
            download
          >
            {t('csv')}
          </a>
        }
      />
      <p className={classes.quiet}>{t('taxes')}</p>
      {items === undefined && list.error === null && <Skeletons rows={4} />}
      {list.error !== null && (
        <ErrorState problem={list.error} title={t('effectError')} onRetry={() => void list.refetch()} />
      )}
      {items !== undefined && (
        <DataTable
          label={t('list')}
          columns={[
            { key: 'account', title: t('account') },
            { key: 'package', title: t('package') },
            { key: 'renewal', title: t('renewal') },
            { key: 'differs', title: t('differs') },
            { key: 'now', title: t('priceNow'), align: 'end' },
            { key: 'then', title: t('priceThen'), align: 'end' },
          ]}
          rows={items.map((item) => ({
            key: item.agreementId,
            cells: [
              <Account key="account" {...item} />,
              t('holders', { name: item.packageName, edition: item.edition }),
              <TimeText key="at" at={`${item.endsOn}T12:00:00Z`} as="date" timeZone="UTC" />,
              item.isGone ? t('isNone') : item.fields.join('; '),
              prices(item, 'beforeMinor') ?? t('noPrice'),
              prices(item, 'afterMinor') ?? t('noPrice'),
            ],
          }))}
        />
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

function prices(item: AffectedAgreement, side: 'beforeMinor' | 'afterMinor'): string | undefined {
  const words = item.prices.flatMap((price) => {
    const minor = price[side]
    return minor === null ? [] : [moneyWords(minor, price.currency, 'en')]
  })
  return words.length === 0 ? undefined : words.join(', ')
}
