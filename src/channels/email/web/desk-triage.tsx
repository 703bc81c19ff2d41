import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { listTriageEndpoint, type TriageItem } from '#channels/email/domain/contract.ts'
import { type TriageGroup, triageGroups } from '#channels/email/domain/triage-groups.ts'
import { moveFocus } from '#desk/cases/web/desk-row-focus.ts'
import { useDeskKeys } from '#desk/cases/web/desk-use-keys.ts'
import { urlOf } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { DeskBlockDialog } from './desk-block-dialog.tsx'
import { DeskDiscardDialog } from './desk-discard-dialog.tsx'
import { DeskFloods } from './desk-floods.tsx'
import { DeskMailList } from './desk-mail-list.tsx'
import mail from './desk-mail.module.css'
import { DeskSpamDialog } from './desk-spam-dialog.tsx'
import { TriageBulk } from './triage-bulk.tsx'
import { openFloodsQuery } from './flood-queries.ts'
import { triageCountsQuery, triageListQuery } from './triage-queries.ts'
import { TriageVerdict } from './triage-verdict.tsx'
import classes from './triage.module.css'
import { useMailWords } from './use-mail-words.ts'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

/** Mail that became no case, by why it waits: from whom, why it is here, and the way to decide. */
export function DeskTriage() {
  const say = useMailWords()
  const t = useTriageWords()
  const place = usePlace()
  const group = groupIn(place.search)
  const list = useInfiniteQuery(triageListQuery(group))
  useLiveTopics({ triage: [['triage']] }, (message) => {
    if (message.version === 1) announce(say('triage.fresh'))
  })
  const floods = useQuery(openFloodsQuery).data?.items.length ?? 0
  // A flood that waits above is something to sort, too.
  const noneWord = group ?? (floods > 0 ? 'butFloods' : undefined)
  const rows = useRef<HTMLUListElement>(null)
  const work = useListWork(list.data?.pages.flatMap((page) => page.items) ?? [])
  const { picked, pick, aside, block } = work
  const acts = useTriageActs()
  useDeskKeys({
    j: () => moveFocus(rows.current, 1),
    k: () => moveFocus(rows.current, -1),
    x: work.pickFocused,
    e: work.asideFocused,
    b: work.blockFocused,
    '!': work.spamFocused,
  })
  return (
    <>
      <DeskMailList
        part="triage"
        lead={say('triage.lead')}
        list={list}
        listRef={rows}
        none={noneWord && t(`none.${noneWord}`)}
        aside={<HeadActs group={group} />}
        tools={
          <>
            <DeskFloods />
            <Tabs group={group} floods={floods} />
            {picked.length > 0 && <TriageBulk picked={picked} work={work} />}
          </>
        }
        row={(item) => (
          <TriageRow
            key={item.id}
            item={item}
            isPicked={picked.some(({ id }) => id === item.id)}
            onPick={() => pick(item)}
          />
        )}
      />
      <DeskDiscardDialog
        discard={(reason) =>
          acts.putAside(
            aside.map(({ id }) => id),
            reason,
          )
        }
        opened={aside.length > 0}
        onClose={work.close}
      />
      <DeskSpamDialog
        key={`spam ${work.spam.map(({ id }) => id).join()}`}
        messages={work.spam}
        onClose={work.close}
      />
      <DeskBlockDialog
        key={`block ${block.map(({ id }) => id).join()}`}
        messages={block}
        onClose={work.close}
      />
    </>
  )
}

export type ListWork = ReturnType<typeof useListWork>

/** What is picked, and what is done with it; without picked ones, with the row that the keyboard is on. */
function useListWork(items: TriageItem[]) {
  const [pickedIds, setPicked] = useState<string[]>([])
  const [aside, setAside] = useState<TriageItem[]>([])
  const [block, setBlock] = useState<TriageItem[]>([])
  const [spam, setSpam] = useState<TriageItem[]>([])
  const picked = items.filter(({ id }) => pickedIds.includes(id))
  const focused = (): TriageItem[] => items.filter(({ id }) => id === focusedId())
  const meant = (): TriageItem[] => (picked.length > 0 ? picked : focused())
  const pick = ({ id }: TriageItem): void =>
    setPicked((all) => (all.includes(id) ? all.filter((one) => one !== id) : [...all, id]))
  return {
    picked,
    aside,
    block,
    spam,
    pick,
    canBlock: blockable(picked).length > 0,
    clear: () => setPicked([]),
    close: () => {
      setAside([])
      setBlock([])
      setSpam([])
    },
    pickFocused: () => focused().forEach(pick),
    asideFocused: () => setAside(meant()),
    blockFocused: () => setBlock(blockable(meant())),
    spamFocused: () => setSpam(meant()),
  }
}

/** Those whose sender is known and not blocked already. */
function blockable(messages: TriageItem[]): TriageItem[] {
  return messages.filter(({ from, isBlocked }) => from.address !== null && !isBlocked)
}

function focusedId(): string | undefined {
  const href = document.activeElement?.getAttribute('href')
  return href?.startsWith('/desk/triage/') === true ? href.slice('/desk/triage/'.length) : undefined
}

function groupIn(search: string): TriageGroup | undefined {
  const asked = new URLSearchParams(search).get('group')
  return triageGroups.find((one) => one === asked)
}

function HeadActs({ group }: { group: TriageGroup | undefined }) {
  const t = useTriageWords()
  return (
    <div className={classes.headActs}>
      <Button size="xs" component={AppLink} href="/desk/triage/decided">
        {t('list.decided')}
      </Button>
      <Button
        size="xs"
        component="a"
        href={urlOf(listTriageEndpoint.path, {}, { group, format: 'csv' })}
        download
      >
        {t('list.csv')}
      </Button>
    </div>
  )
}

function Tabs({ group, floods }: { group: TriageGroup | undefined; floods: number }) {
  const t = useTriageWords()
  const counts = useQuery(triageCountsQuery).data
  // What is matched stands in another group as well; what holds nothing is left out, but for where the reader is.
  const shown = triageGroups.filter((one) => one === group || (counts?.[one] ?? 0) > 0)
  const all = triageGroups.reduce((sum, one) => sum + (one === 'matched' ? 0 : (counts?.[one] ?? 0)), floods)
  return (
    <nav className={classes.tabs} aria-label={t('group.label')}>
      <AppLink href="/desk/triage" aria-current={group === undefined ? 'page' : undefined}>
        {t('group.all')} {counts !== undefined && <span>{all}</span>}
      </AppLink>
      {shown.map((one) => (
        <AppLink
          key={one}
          href={`/desk/triage?group=${one}`}
          aria-current={one === group ? 'page' : undefined}
        >
          {t(`group.${one}`)} <span>{counts?.[one] ?? 0}</span>
        </AppLink>
      ))}
    </nav>
  )
}

type TriageRowProps = { item: TriageItem; isPicked: boolean; onPick: () => void }

function TriageRow({ item, isPicked, onPick }: TriageRowProps) {
  const say = useMailWords()
  const t = useTriageWords()
  const subject = item.subject || say('triage.noSubject')
  return (
    <li className={classes.row} data-selected={isPicked || undefined}>
      <Checkbox
        className={classes.pick}
        size="xs"
        aria-label={t('list.select', { subject })}
        checked={isPicked}
        onChange={onPick}
      />
      <div className={classes.main}>
        <p className={mail.rowHead}>
          <AppLink href={`/desk/triage/${item.id}`}>{subject}</AppLink>
          <TimeText at={item.receivedAt} />
        </p>
        <p className={mail.rowFrom}>
          <span>{item.from.name ?? item.from.address ?? say('triage.noSender')}</span>
          {item.from.name !== null && item.from.address !== null && <span>{item.from.address}</span>}
          <TriageVerdict item={item} />
        </p>
        <p className={mail.rowWhy}>{item.reason}</p>
        {item.matchedTo !== null && (
          <p className={classes.matched}>{t('list.matchedTo', { name: item.matchedTo.name })}</p>
        )}
        <p className={mail.rowText}>{item.preview}</p>
      </div>
    </li>
  )
}
