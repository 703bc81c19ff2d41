import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useMe } from '#people/auth/web/use-me.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import classes from './account-page.module.css'
import { accountQuery } from './account-queries.ts'
import { DeskAccountDialog } from './desk-account-dialog.tsx'
import { useAccountId } from './use-account-id.ts'
import { useAccountWords } from './use-account-words.ts'

const tabs = [
  'overview',
  'contacts',
  'environments',
  'agreements',
  'seats',
  'pools',
  'services',
  'cases',
  'breaches',
  'refusals',
  'what-if',
] as const

/** One customer company; each part of it is a page of its own below this head. */
export function DeskAccount() {
  const id = useAccountId()
  const account = useQuery(accountQuery(id))
  if (account.data !== undefined) return <Frame name={account.data.name} id={id} />
  if (account.error === null) return <Skeletons rows={6} shape="text" />
  return <NotShown problem={account.error} onRetry={() => void account.refetch()} />
}

function NotShown({ problem, onRetry }: { problem: Error; onRetry: () => void }) {
  const t = useAccountWords()
  usePageTitle(t('account.back'))
  const isGone = problem instanceof ApiProblem && [400, 404].includes(problem.status)
  if (!isGone) return <ErrorState problem={problem} title={t('account.failed')} onRetry={onRetry} />
  return (
    <EmptyState
      title={t('account.gone')}
      action={
        <Button component={AppLink} href="/desk/accounts">
          {t('account.toList')}
        </Button>
      }
    >
      {t('account.goneText')}
    </EmptyState>
  )
}

/** On a phone the row of tabs is longer than the screen. */
function showTab(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function Frame({ id, name }: { id: string; name: string }) {
  const t = useAccountWords()
  const me = useMe()
  const { pathname } = usePlace()
  const { data: account } = useQuery(accountQuery(id))
  const [opened, dialog] = useDisclosure(false)
  const home = `/desk/accounts/${id}`
  const hrefOf = (tab: (typeof tabs)[number]): string => (tab === 'overview' ? home : `${home}/${tab}`)
  const isHere = (href: string): boolean =>
    pathname === href || (href !== home && pathname.startsWith(`${href}/`))
  // Sales’ part is for managers.
  const isOpen = (tab: (typeof tabs)[number]): boolean =>
    tab !== 'refusals' || me.permissions.includes('refusal.read')
  const here = tabs.find((tab) => isHere(hrefOf(tab))) ?? 'overview'
  usePageTitle(t('account.page', { part: t(`account.tabs.${here}`), name }))
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <AppLink href="/desk/accounts" className={classes.back}>
          <IconArrowLeft size={14} aria-hidden />
          {t('account.back')}
        </AppLink>
        <div className={classes.heading}>
          <h1>{name}</h1>
          {me.permissions.includes('account.write') && (
            <Button size="xs" onClick={dialog.open}>
              {t('account.edit')}
            </Button>
          )}
        </div>
        <nav className={classes.tabs} aria-label={t('account.parts')}>
          {tabs.filter(isOpen).map((tab) => (
            <AppLink
              key={tab}
              href={hrefOf(tab)}
              aria-current={tab === here ? 'page' : undefined}
              ref={tab === here ? showTab : null}
            >
              {t(`account.tabs.${tab}`)}
            </AppLink>
          ))}
        </nav>
      </header>
      <div className={classes.scroll}>
        <Outlet />
      </div>
      {account !== undefined && opened && (
        <DeskAccountDialog account={account} opened={opened} onClose={dialog.close} />
      )}
    </div>
  )
}
