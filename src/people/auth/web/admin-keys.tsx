import { useState } from 'react'
import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { endKeyEndpoint, type KeyView } from '#people/auth/domain/key-contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { ShownOnce } from '#web/components/shown-once.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-keys.module.css'
import { KeyDialog } from './key-dialog.tsx'
import { keysQuery } from './key-queries.ts'
import { PermittedPage } from './permitted-page.tsx'
import { scopeWord } from './scope-word.ts'
import { useKeyWords } from './use-key-words.ts'

/** Keys of the API: made, shown once, ended. For admins; a manager reads who can help. */
export function AdminKeys() {
  const t = useKeyWords()
  const denied = { title: t('denied'), text: t('deniedText'), back: t('back') }
  return (
    <PermittedPage permission="key.manage" title={t('title')} denied={denied}>
      <Keys />
    </PermittedPage>
  )
}

function Keys() {
  const t = useKeyWords()
  const list = useInfiniteQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string>()
  useLiveTopics({ keys: [keysQuery.queryKey] })
  const keys = list.data?.pages.flatMap((page) => page.items)
  const showOnce = (made: string | null): void => {
    if (made === null) toast({ message: t('once.lost'), tone: 'bad' })
    else setSecret(made)
  }
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('add')}
    </Button>
  )
  return (
    <AdminPage title={t('title')} lead={t('lead')} aside={keys?.length === 0 ? undefined : add}>
      {secret !== undefined && (
        <ShownOnce
          title={t('once.title')}
          note={t('once.note')}
          secret={secret}
          words={{ copy: t('once.copy'), copied: t('once.copied'), done: t('once.done') }}
          onDone={() => setSecret(undefined)}
        />
      )}
      {keys === undefined && list.error === null && <Skeletons rows={4} />}
      {keys === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('loadFailed')} onRetry={() => void list.refetch()} />
      )}
      {keys?.length === 0 && (
        <EmptyState title={t('empty')} action={add}>
          {t('emptyText')}
        </EmptyState>
      )}
      {keys !== undefined && keys.length > 0 && <KeyTable keys={keys} />}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      <KeyDialog opened={making} onClose={() => setMaking(false)} onMade={showOnce} />
    </AdminPage>
  )
}

function KeyTable({ keys }: { keys: KeyView[] }) {
  const t = useKeyWords()
  const queryClient = useQueryClient()
  const [ending, setEnding] = useState<KeyView>()
  const [isOpen, setOpen] = useState(false)
  const end = async (): Promise<void> => {
    if (ending === undefined) return
    await request(endKeyEndpoint, { params: { id: ending.id } })
    toast({ message: t('endDone', { name: ending.name }) })
    void queryClient.invalidateQueries({ queryKey: keysQuery.queryKey })
  }
  const columns = ['name', 'scopes', 'state', 'used', 'maker'].map((key) => ({
    key,
    title: t(`column.${key}`),
  }))
  const rows = keys.map((key) => ({
    key: key.id,
    muted: key.state !== 'works',
    cells: [
      <div key="name" className={classes.name}>
        <b>{key.name}</b>
        <code>{key.hint}…</code>
      </div>,
      key.scopes.map((scope) => t(scopeWord(scope), { defaultValue: scope })).join(', '),
      <State key="state" of={key} />,
      key.lastUsedAt === null ? t('never') : <TimeText key="used" at={key.lastUsedAt} as="moment" />,
      key.madeBy,
      key.state !== 'ended' && (
        <Button
          key="end"
          size="xs"
          className={classes.end ?? ''}
          aria-label={t('endNamed', { name: key.name })}
          onClick={() => {
            setEnding(key)
            setOpen(true)
          }}
        >
          {t('end')}
        </Button>
      ),
    ],
  }))
  const last = { key: 'end', title: t('column.end'), quiet: true, align: 'end' as const }
  return (
    <>
      <DataTable label={t('title')} columns={[...columns, last]} rows={rows} />
      <SendDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('endTitle', { name: ending?.name ?? '' })}
        lead={t('endLead')}
        send={t('endSend')}
        onSend={end}
      >
        {() => null}
      </SendDialog>
    </>
  )
}

function State({ of: key }: { of: KeyView }) {
  const t = useKeyWords()
  return (
    <span className={classes.state}>
      <span>
        {t(`state.${key.state}`)}
        {key.state === 'works' && key.expiresAt !== null && (
          <>
            {' '}
            {t('until')} <TimeText at={key.expiresAt} as="date" />
          </>
        )}
        {key.endedAt !== null && (
          <>
            {' '}
            <TimeText at={key.endedAt} as="moment" />
          </>
        )}
      </span>
      {key.state === 'resting' && <small>{t('restingNote', { name: key.madeBy })}</small>}
    </span>
  )
}
