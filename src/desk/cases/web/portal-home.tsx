import { type ReactNode, useContext } from 'react'
import { Button } from '@mantine/core'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { PageHead, SectionHead, Sheet } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { clockTime } from '#web/time/time-words.ts'
import { PortalAsk } from './portal-ask.tsx'
import { PortalCaseLine } from './portal-case-line.tsx'
import { PortalFirstVisit } from './portal-first-visit.tsx'
import classes from './portal-home.module.css'
import { PortalAskedByYou, PortalAskedOfYou } from './portal-home-requests.tsx'
import { PortalHomeSlot } from './portal-home-slot.ts'
import { PortalHomeLead } from './portal-home-lead.tsx'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalShell } from './portal-shell.tsx'
import { PortalSupport } from './portal-support.tsx'
import { PortalToday } from './portal-today.tsx'
import { PortalTurn } from './portal-turn.tsx'
import { useCaseRequests } from './use-case-requests.ts'
import { useMayOpen } from './use-may-open.ts'
import { useHomeCases } from './use-portal-cases.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** Where a customer starts: what is true now, today's hours and promises, and every case that moves. */
export function PortalHome() {
  const t = usePortalWords()
  const { me } = useReader()
  const cases = useHomeCases()
  const requests = useCaseRequests().data
  const cover = useCover(me.account?.id)
  const { refusal, mayOpen } = useMayOpen()
  const hours = cover.data?.agreement?.hours
  const waiting = useContext(PortalHomeSlot)
  return (
    <PortalShell title={t('home.title')} dock={mayOpen ? <OpenButton /> : undefined}>
      <Greeting open={cases.data?.open} aside={mayOpen ? <PortalAsk /> : undefined} />
      {refusal !== undefined && <CannotOpen refusal={refusal} colleagues={cover.data?.contacts ?? []} />}
      {hours !== undefined && <PortalToday hours={hours} open={cases.data?.open ?? []} />}
      <div className={classes.columns}>
        <div>
          {waiting}
          {requests !== undefined && <PortalAskedOfYou requests={requests} />}
          {cases.data !== undefined && <HomeCases {...cases.data} mayOpen={mayOpen} />}
          {requests !== undefined && <PortalAskedByYou requests={requests} />}
          {cases.data === undefined && cases.error === null && <Skeletons rows={4} shape="cards" />}
          {cases.data === undefined && cases.error !== null && (
            <ErrorState problem={cases.error} title={t('home.failed')} onRetry={() => void cases.refetch()} />
          )}
        </div>
        {cover.data !== undefined && <PortalSupport cover={cover.data} />}
        {cover.data === undefined && cover.error !== null && (
          <ErrorState
            problem={cover.error}
            title={t('support.failed')}
            onRetry={() => void cover.refetch()}
          />
        )}
      </div>
    </PortalShell>
  )
}

function Greeting({ open, aside }: { open: CaseSummary[] | undefined; aside: ReactNode }) {
  const t = usePortalWords()
  const { me, now, format } = useReader()
  const hour = Number(clockTime(now, format).slice(0, 2))
  const greeting = hour < 12 ? 'home.morning' : hour < 18 ? 'home.afternoon' : 'home.evening'
  const [name = me.name] = me.name.split(' ')
  return (
    <PageHead
      size="display"
      title={t(greeting, { name })}
      lead={open === undefined ? undefined : <PortalHomeLead open={open} />}
      aside={aside}
    />
  )
}

function OpenButton() {
  const t = usePortalWords()
  return (
    <Button component={AppLink} href="/portal/cases/new" variant="filled" fullWidth>
      {t('open')}
    </Button>
  )
}

type CannotOpenProps = { refusal: WireDecision; colleagues: { authorised: boolean }[] }

/** Instead of "Open a case": who may submit, and what this reader can do. */
function CannotOpen({ refusal, colleagues }: CannotOpenProps) {
  const t = usePortalWords()
  // A colleague who may submit can be asked to, on the page of a new case.
  const mayAsk = colleagues.some((one) => one.authorised)
  return (
    <section className={classes.cannot} aria-labelledby="cannot-open">
      <Sheet>
        <h2 id="cannot-open">{t('refusal.title')}</h2>
        <PortalRefusal
          decision={refusal}
          onWay={({ code }) =>
            mayAsk && code === 'ask_authorised_contact' ? { href: '/portal/cases/new' } : {}
          }
        />
      </Sheet>
    </section>
  )
}

type HomeCasesProps = { open: CaseSummary[]; solved: CaseSummary[]; mayOpen: boolean }

/** How many cases stand on the home page before the list takes over. */
const shown = 8

function HomeCases({ open, solved, mayOpen }: HomeCasesProps) {
  const t = usePortalWords()
  const waiting = open.filter((one) => one.status === 'waiting_customer')
  const withUs = open.filter((one) => one.status !== 'waiting_customer')
  if (open.length === 0 && solved.length === 0) return <PortalFirstVisit mayOpen={mayOpen} />
  return (
    <>
      {[...waiting.slice(0, 4), ...solved.slice(0, 2)].map((one) => (
        <PortalTurn key={one.reference} one={one} />
      ))}
      <section className={classes.block} aria-labelledby="with-us">
        <SectionHead
          id="with-us"
          title={t('withUs.title')}
          count={withUs.length}
          aside={<GoLink href="/portal/cases">{t('withUs.all')}</GoLink>}
        />
        {withUs.length === 0 && <p className={classes.none}>{t('withUs.none')}</p>}
        <ul>
          {withUs.slice(0, shown).map((one) => (
            <PortalCaseLine key={one.reference} one={one} />
          ))}
        </ul>
        {withUs.length > shown && (
          <p className={classes.none}>{t('withUs.more', { count: withUs.length - shown })}</p>
        )}
      </section>
    </>
  )
}
