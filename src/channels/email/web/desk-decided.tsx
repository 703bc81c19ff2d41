import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type DecidedItem, listDecidedEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import { urlOf } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import mail from './desk-mail.module.css'
import { type DecidedSearch, decidedQuery } from './triage-queries.ts'
import classes from './triage.module.css'
import { useMailWords } from './use-mail-words.ts'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

const kinds = ['discarded', 'spam', 'answered', 'blocked', 'ignored'] as const

/** What was put aside or ignored: filtered, searched, opened, and brought back. */
export function DeskDecided() {
  const t = useTriageWords()
  const kind = kindIn(usePlace().search)
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  return (
    <DeskPage
      title={t('decided.title')}
      lead={t('decided.lead')}
      aside={
        <div className={classes.headActs}>
          <Button size="xs" component={AppLink} href="/desk/triage">
            {t('decided.triage')}
          </Button>
          <Button
            size="xs"
            component="a"
            href={urlOf(listDecidedEndpoint.path, {}, { kind, q, format: 'csv' })}
            download
          >
            {t('list.csv')}
          </Button>
        </div>
      }
      tools={
        <div className={classes.decidedTools}>
          <Kinds kind={kind} />
          <TextInput
            type="search"
            label={t('decided.search')}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      }
    >
      <List search={{ kind, q }} />
    </DeskPage>
  )
}

/** A link may lead to one kind: `?kind=blocked`. */
function kindIn(search: string): DecidedSearch['kind'] {
  const asked = new URLSearchParams(search).get('kind')
  return kinds.find((one) => one === asked)
}

function Kinds({ kind }: { kind: DecidedSearch['kind'] }) {
  const t = useTriageWords()
  return (
    <nav className={classes.tabs} aria-label={t('decided.filter')}>
      {[undefined, ...kinds].map((one) => (
        <AppLink
          key={one ?? 'all'}
          href={one === undefined ? '/desk/triage/decided' : `/desk/triage/decided?kind=${one}`}
          aria-current={one === kind ? 'page' : undefined}
        >
          {t(`decided.kind.${one ?? 'all'}`)}
        </AppLink>
      ))}
    </nav>
  )
}

function List({ search }: { search: DecidedSearch }) {
  const t = useTriageWords()
  const list = useInfiniteQuery({ ...decidedQuery(search), placeholderData: keepPreviousData })
  useLiveTopics({ triage: [['decided-mail']] })
  const items = list.data?.pages.flatMap((page) => page.items)
  if (items === undefined)
    return list.error === null ? (
      <Skeletons rows={6} />
    ) : (
      <DeskMailProblem
        problem={list.error}
        title={t('decided.failed')}
        denied={t('decided.denied')}
        deniedText={t('decided.deniedText')}
        onRetry={() => void list.refetch()}
      />
    )
  if (items.length === 0 && search.kind === undefined && search.q === '')
    return <EmptyState title={t('decided.empty')}>{t('decided.emptyText')}</EmptyState>
  if (items.length === 0) return <EmptyState title={t('decided.none')} />
  return (
    <>
      <ul className={mail.list} aria-label={t('decided.list')} aria-busy={list.isPlaceholderData}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={mail.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('decided.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Row({ item }: { item: DecidedItem }) {
  const t = useTriageWords()
  const say = useMailWords()
  const acts = useTriageActs()
  const subject = item.subject || say('triage.noSubject')
  return (
    <li className={classes.row} data-plain>
      <div className={classes.main}>
        <p className={mail.rowHead}>
          <AppLink href={`/desk/triage/${item.id}`}>{subject}</AppLink>
          <TimeText at={item.decidedAt} />
        </p>
        <p className={mail.rowFrom}>
          <span>{item.from.address ?? item.from.name ?? say('triage.noSender')}</span>
        </p>
        <p className={mail.rowWhy}>
          <b>{t(`decided.kind.${item.decided}`)}</b>{' '}
          {item.decidedBy !== null && t('decided.by', { name: item.decidedBy })}
        </p>
        <p className={classes.matched}>{item.because}</p>
      </div>
      <Button
        size="xs"
        className={classes.pick}
        aria-label={t('decided.backOf', { subject })}
        onClick={() => void acts.orTell(acts.bringBack([item.id]))}
      >
        {t('decided.back')}
      </Button>
    </li>
  )
}
