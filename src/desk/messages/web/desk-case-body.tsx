import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { HandOverDialog } from '#desk/cases/web/desk-hand-over-dialog.tsx'
import { useComposerAccess } from '#web/components/use-composer-access.ts'
import type { ComposerMode } from '#web/components/use-composer.ts'
import { usePresence } from '#desk/cases/web/use-presence.ts'
import { DeskComposer } from './desk-composer.tsx'
import { useOfferedTakeBack } from './desk-use-take-back.ts'
import { DeskTimeline } from './desk-timeline.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { DeskCaseHead } from '#desk/cases/web/desk-case-head.tsx'
import { DeskCasePickers } from '#desk/cases/web/desk-case-pickers.tsx'
import { DeskCaseRibbon } from '#desk/cases/web/desk-case-ribbon.tsx'
import { DeskCaseTabs, type CaseTab, useCaseTab } from '#desk/cases/web/desk-case-tabs.tsx'
import { DeskCloseDialog } from '#desk/cases/web/desk-close-dialog.tsx'
import { DeskContests } from '#desk/cases/web/desk-contests.tsx'
import { DeskCustomer } from '#desk/cases/web/desk-customer.tsx'
import { DeskDetails } from '#desk/cases/web/desk-details.tsx'
import { DeskPriorityWish } from '#desk/cases/web/desk-priority-wish.tsx'
import { DeskCaseBreach } from '#desk/breaches/web/desk-case-breach.tsx'
import { DeskCaseApproval } from '#desk/services/web/desk-case-approval.tsx'
import { DeskSolveDialog } from '#desk/cases/web/desk-solve-dialog.tsx'
import classes from '#desk/cases/web/desk-case.module.css'
import { placeInList } from '#desk/cases/web/desk-last-list.ts'
import { useCaseActions } from '#desk/cases/web/desk-use-case-actions.ts'
import { useDeskKeys } from '#desk/cases/web/desk-use-keys.ts'
import { useDeskWords } from '#desk/cases/web/desk-use-words.ts'

/** The panes of a case: three beside each other where there is room, tabs on phones. */
export function DeskCaseBody({ found }: { found: CaseView }) {
  const t = useDeskWords()
  const me = useMe()
  const go = useGo()
  const queryClient = useQueryClient()
  const actions = useCaseActions(found)
  const [handOverOpened, handOver] = useDisclosure(false)
  const [solveOpened, solve] = useDisclosure(false)
  const [closeOpened, close] = useDisclosure(false)
  const [tab, setTab] = useCaseTab()
  const panes = usePanes(tab)
  const access = useComposerAccess('reply')
  const place = placeInList(found.reference)
  const mayChange = found.allowed.includes('change')
  // The button and its key.
  const openSolve = mayChange && found.status !== 'solved' ? solve.open : undefined
  const [writing, setWriting] = useState<ComposerMode>()
  const others = usePresence(
    found.reference,
    writing === undefined ? 'viewing' : writing === 'note' ? 'noting' : 'replying',
  )
  useOfferedTakeBack(found)

  const write = (mode: ComposerMode): void => {
    setTab('conversation')
    access.openIn(mode)
  }
  const open = (reference: string | undefined): void => {
    if (reference !== undefined) go(`/desk/cases/${encodeURIComponent(reference)}`)
  }
  useDeskKeys({
    r: () => write('reply'),
    n: () => write('note'),
    i: mayChange && found.assignee?.id !== me.id ? () => actions.assign(me) : undefined,
    l: mayChange ? handOver.open : undefined,
    e: openSolve,
    '[': () => open(place.before),
    ']': () => open(place.after),
    '.': actions.copyReference,
    u: () => go(place.href),
  })
  const sent = (): void => {
    for (const queryKey of [['timeline', found.reference], ['case', found.reference], ['cases'], ['counts']])
      void queryClient.invalidateQueries({ queryKey })
  }

  const pickers = (
    <DeskCasePickers found={found} actions={actions} onSolve={solve.open} onClose={close.open} />
  )

  const details = panes.details === 'below' && (
    <DeskDetails found={found} pickers={panes.phone ? pickers : undefined} />
  )

  return (
    <div className={classes.case}>
      <DeskCaseHead
        found={found}
        others={others}
        place={place}
        onCopy={actions.copyReference}
        onHandOver={mayChange ? handOver.open : undefined}
        onSolve={openSolve}
        onClose={found.allowed.includes('close') ? close.open : undefined}
        onReopen={found.status === 'solved' ? () => actions.setStatus('in_progress') : undefined}
      />
      <DeskCaseRibbon found={found}>{!panes.phone && pickers}</DeskCaseRibbon>
      {panes.tabs && <DeskCaseTabs tab={tab} onTab={setTab} />}
      <div className={classes.columns} data-panes={panes.count}>
        {panes.details === 'own' && (
          <Side label={t('case.tabs.details')}>
            <DeskDetails found={found} />
          </Side>
        )}
        {panes.conversation && (
          <div className={classes.conversation}>
            <DeskCaseBreach found={found} />
            <DeskPriorityWish found={found} />
            <DeskCaseApproval found={found} />
            <DeskContests found={found} />
            <DeskTimeline
              reference={found.reference}
              accountName={found.account.name}
              hasResolution={found.clocks.some((clock) => clock.kind === 'resolution')}
            />
            <DeskComposer
              reference={found.reference}
              contactName={found.contact.name}
              stage={found.status === 'solved' || found.status === 'closed' ? found.status : 'open'}
              access={access}
              onWriting={setWriting}
              onSent={sent}
            />
          </div>
        )}
        {(panes.customer || panes.details === 'below') && (
          <Side label={t(panes.customer ? 'case.tabs.customer' : 'case.tabs.details')} edge="left">
            {panes.customer ? <DeskCustomer found={found} details={details} /> : details}
          </Side>
        )}
      </div>
      <HandOverDialog
        opened={handOverOpened}
        onClose={handOver.close}
        reference={found.reference}
        from={found.line ?? 1}
        onHandOver={actions.handOver}
      />
      <DeskSolveDialog
        found={found}
        opened={solveOpened}
        onClose={solve.close}
        onWrite={() => {
          solve.close()
          write('reply')
        }}
      />
      <DeskCloseDialog found={found} opened={closeOpened} onClose={close.close} />
    </div>
  )
}

/** A panel that scrolls by itself, so the keyboard can reach it. */
function Side({ label, edge, children }: { label: string; edge?: 'left'; children: ReactNode }) {
  return (
    <aside className={classes.side} data-edge={edge} aria-label={label} tabIndex={0}>
      {children}
    </aside>
  )
}

type Panes = {
  phone: boolean
  tabs: boolean
  conversation: boolean
  customer: boolean
  details: 'own' | 'below' | 'hidden'
  count: number
}

/** What is drawn where, by the width of the page. */
function usePanes(tab: CaseTab): Panes {
  const options = { getInitialValueInEffect: false }
  const three = useMediaQuery('(min-width: 1400px)', false, options)
  const two = useMediaQuery('(min-width: 1024px)', false, options)
  const phone = useMediaQuery('(max-width: 767px)', false, options)
  if (three) return { phone, tabs: false, conversation: true, customer: true, details: 'own', count: 3 }
  if (two) return { phone, tabs: false, conversation: true, customer: true, details: 'below', count: 2 }
  return {
    phone,
    tabs: true,
    conversation: tab === 'conversation',
    customer: tab === 'customer',
    details: tab === 'details' ? 'below' : 'hidden',
    count: 1,
  }
}
