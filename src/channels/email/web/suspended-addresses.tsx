import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { SuspendedAddress } from '#channels/email/domain/suspension-contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './suspensions.module.css'
import { suspendedQuery } from './suspension-queries.ts'
import { reasonText } from './suspension-text.ts'
import { useSuspensionWords } from './use-suspension-words.ts'
import { useTryAgain } from './use-try-again.ts'

/** Addresses that mail does not reach, with why and how much waits for them. */
export function SuspendedAddresses() {
  const t = useSuspensionWords()
  const list = useInfiniteQuery(suspendedQuery)
  useLiveTopics({ mail_suspension: [['suspensions']], outgoing_mail: [['suspensions', 'list']] })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section className={classes.section} aria-labelledby="suspended-addresses">
      <SectionHead id="suspended-addresses" title={t('list.title')} />
      <p className={classes.text}>{t('list.lead')}</p>
      {items === undefined && list.error === null && <Skeletons rows={4} />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('list.failed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && <EmptyState title={t('list.empty')}>{t('list.emptyText')}</EmptyState>}
      {items !== undefined && items.length > 0 && <AddressTable items={items} />}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function AddressTable({ items }: { items: SuspendedAddress[] }) {
  const t = useSuspensionWords()
  const mayLift = useMe().permissions.includes('mail.send_again')
  const { busy, run } = useTryAgain()
  const columns = ['address', 'since', 'reason', 'waiting'].map((key) => ({
    key,
    title: t(`list.column.${key}`),
  }))
  const act = { key: 'act', title: t('list.column.act'), quiet: true, align: 'end' as const }
  const rows = items.map((item) => ({
    key: item.id,
    cells: [
      <span key="address" className={classes.address}>
        <b>{item.address}</b>
        <span>{whose(item) ?? t('list.nobody')}</span>
      </span>,
      <span key="since" className={classes.short}>
        <TimeText at={item.since} />
      </span>,
      <span key="reason" className={classes.why}>
        <b>{reasonText(t, item.reason)}</b>
        {item.said !== null && <span>{t('said', { said: item.said })}</span>}
      </span>,
      item.waiting === 0 ? (
        t('list.none')
      ) : (
        <span key="waiting" className={classes.short}>
          <TextLink href="/desk/outgoing-mail?state=held">
            {t('list.waiting', { count: item.waiting })}
          </TextLink>
        </span>
      ),
      ...(mayLift
        ? [
            <Button
              key="act"
              size="sm"
              disabled={busy}
              aria-label={t('againOf', { address: item.address })}
              onClick={() => void run(item)}
            >
              {t('again')}
            </Button>,
          ]
        : []),
    ],
  }))
  return <DataTable label={t('list.label')} columns={mayLift ? [...columns, act] : columns} rows={rows} />
}

function whose({ people }: SuspendedAddress): string | undefined {
  if (people.length === 0) return undefined
  return people.map(({ name, account }) => (account === null ? name : `${name}, ${account}`)).join(' · ')
}
