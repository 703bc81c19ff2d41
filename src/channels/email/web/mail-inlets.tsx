import { useState } from 'react'
import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { type InletView, listInletsEndpoint } from '#channels/email/domain/inlet-contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { ShownOnce } from '#web/components/shown-once.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { InletDialog } from './inlet-dialog.tsx'
import { InletMenu } from './inlet-menu.tsx'
import classes from './mail-inlets.module.css'
import section from './mail-settings.module.css'
import { useMailInletWords } from './use-mail-inlet-words.ts'

const inletsKey = ['mail-inlets']

const inletsQuery = infiniteQueryOptions({
  queryKey: inletsKey,
  queryFn: ({ pageParam, signal }) =>
    request(listInletsEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

type Once = { kind: 'postmark' | 'signed'; text: string }

/** The providers that may post mail, and how it goes. */
export function MailInlets() {
  const t = useMailInletWords()
  const list = useInfiniteQuery(inletsQuery)
  const [asked, setAsked] = useState<{ inlet: InletView | null; opened: boolean }>({
    inlet: null,
    opened: false,
  })
  const [once, setOnce] = useState<Once>()
  useLiveTopics({ mail_settings: [inletsKey] })
  const inlets = list.data?.pages.flatMap((page) => page.items)
  const showOnce = (inlet: InletView, secret: string | null): void => {
    if (inlet.provider !== 'postmark' && inlet.provider !== 'signed') return
    if (secret === null) toast({ message: t('once.lost'), tone: 'bad' })
    else
      setOnce({
        kind: inlet.provider,
        text: inlet.provider === 'signed' ? secret : withPassword(inlet.url, secret),
      })
  }
  return (
    <section className={section.section} aria-labelledby="mail-inlets">
      <SectionHead id="mail-inlets" title={t('title')} />
      <p className={section.text}>{t('lead')}</p>
      {once !== undefined && (
        <ShownOnce
          title={t(`once.title.${once.kind}`)}
          note={t('once.note')}
          secret={once.text}
          words={{ copy: t('once.copy'), copied: t('once.copied'), done: t('once.done') }}
          onDone={() => setOnce(undefined)}
        />
      )}
      {inlets === undefined && list.error === null && <Skeletons rows={2} />}
      {inlets === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('loadFailed')} onRetry={() => void list.refetch()} />
      )}
      {inlets?.length === 0 && <p className={section.quiet}>{t('empty')}</p>}
      {inlets !== undefined && inlets.length > 0 && (
        <ul className={classes.list}>
          {inlets.map((inlet) => (
            <Inlet key={inlet.id} inlet={inlet} onEdit={() => setAsked({ inlet, opened: true })} />
          ))}
        </ul>
      )}
      <div className={section.tools}>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setAsked({ inlet: null, opened: true })}
        >
          {t('add')}
        </Button>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
      <InletDialog
        key={`${asked.inlet?.id ?? 'new'} ${asked.inlet?.version ?? inlets?.length ?? 0}`}
        inlet={asked.inlet}
        opened={asked.opened}
        onClose={() => setAsked((last) => ({ ...last, opened: false }))}
        onSecret={showOnce}
      />
    </section>
  )
}

/** `https://fourline:<password>@host/…`, as a provider that signs nothing takes it. */
function withPassword(address: string, password: string): string {
  return address.replace('://', `://fourline:${password}@`)
}

function Inlet({ inlet, onEdit }: { inlet: InletView; onEdit: () => void }) {
  const t = useMailInletWords()
  const { name, provider, url, state, lastTakenAt, refused } = inlet
  return (
    <li className={classes.inlet} data-state={state}>
      <div className={classes.head}>
        <h3>{name}</h3>
        <span>{t(`provider.${provider}`)}</span>
        {state === 'off' && <Tag>{t('off')}</Tag>}
        <InletMenu inlet={inlet} onEdit={onEdit} />
      </div>
      <p className={section.quiet}>{t(`how.${provider}`)}</p>
      <PropertyList
        wide
        items={[
          { label: t('address'), key: 'address', value: <code className={section.code}>{url}</code> },
          {
            label: t('last'),
            key: 'last',
            value: lastTakenAt === null ? t('none') : <TimeText at={lastTakenAt} as="moment" />,
          },
        ]}
      />
      {refused !== null && (
        <p className={section.problem}>
          {t('refused')} <TimeText at={refused.at} as="moment" />: {refused.why}
        </p>
      )}
    </li>
  )
}
