import { lazy, Suspense } from 'react'
import { Button } from '@mantine/core'
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Navigate,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { checkSetUpEndpoint } from '#app/admin/domain/contract.ts'
import { NotificationBell } from '#channels/notifications/web/notification-bell.tsx'
import { NotificationWatch } from '#channels/notifications/web/notification-watch.tsx'
import { PortalHomeSlot } from '#desk/cases/web/portal-home-slot.ts'
import { readQueueSearch } from '#desk/cases/web/desk-views.ts'
import { type ContactNoteProps, ContactNoteSlot } from '#people/accounts/web/contact-note.tsx'
import { homeOf } from '#people/auth/web/landing-place.ts'
import { NoticePage } from '#people/auth/web/notice-page.tsx'
import { RequireRole } from '#people/auth/web/require-role.tsx'
import { useAuthWords } from '#people/auth/web/use-auth-words.ts'
import { meQuery } from '#people/auth/web/use-me.ts'
import { MailOfEntrySlot, OwnMailSlot } from '#desk/messages/web/message-slots.ts'
import { AccountRecordSlot, PlanRecordSlot } from '#promise/agreements/web/record-slots.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { ShellTools } from '#web/layouts/shell-tools.ts'

/** What the browser opens: every address of the product and the screen that answers it. */
const root = createRootRoute({
  component: Everything,
  notFoundComponent: NothingHere,
  errorComponent: Broken,
})

const start = createRoute({ getParentRoute: () => root, path: '/', component: Start })

const door = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  component: lazyRouteComponent(() => import('#people/auth/web/sign-in-screen.tsx'), 'SignInScreen'),
})

/** Where mailed links lead. */
const linkScreens = [
  createRoute({
    getParentRoute: () => root,
    path: '/signin/link',
    component: lazyRouteComponent(() => import('#people/auth/web/enter-screen.tsx'), 'EnterScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset',
    component: lazyRouteComponent(() => import('#people/auth/web/reset-screen.tsx'), 'ResetScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invite',
    component: lazyRouteComponent(() => import('#people/auth/web/invite-screen.tsx'), 'InviteScreen'),
  }),
]

/** How one signs in, in either room. */
const portalSecurity = createRoute({
  getParentRoute: () => portal,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('#desk/cases/web/portal-security.tsx'), 'PortalSecurity'),
})

const portalProfile = createRoute({
  getParentRoute: () => portal,
  path: '/settings/profile',
  component: lazyRouteComponent(() => import('#desk/cases/web/portal-profile.tsx'), 'PortalProfile'),
})

const deskProfile = createRoute({
  getParentRoute: () => desk,
  path: '/settings/profile',
  component: lazyRouteComponent(() => import('#people/auth/web/desk-profile.tsx'), 'DeskProfile'),
})

const deskSecurity = createRoute({
  getParentRoute: () => desk,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('#people/auth/web/desk-security.tsx'), 'DeskSecurity'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('#app/admin/web/set-up-screen.tsx'), 'SetUpScreen'),
})

const mailOff = createRoute({
  getParentRoute: () => root,
  path: '/mail-off/$token',
  component: lazyRouteComponent(() => import('#channels/notifications/web/mail-off.tsx'), 'MailOff'),
})

const chooseAccount = createRoute({
  getParentRoute: () => root,
  path: '/choose/$token',
  component: lazyRouteComponent(() => import('#channels/email/web/choose-account.tsx'), 'ChooseAccount'),
})

const portal = createRoute({ getParentRoute: () => root, path: '/portal', component: Portal })

const portalScreens = [
  createRoute({
    getParentRoute: () => portal,
    path: '/',
    component: lazyRouteComponent(() => import('#desk/cases/web/portal-home.tsx'), 'PortalHome'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/cases',
    component: lazyRouteComponent(() => import('#desk/cases/web/portal-cases.tsx'), 'PortalCases'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/cases/new',
    component: lazyRouteComponent(() => import('#desk/cases/web/portal-new-case.tsx'), 'PortalNewCase'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/cases/ranking',
    component: lazyRouteComponent(() => import('#desk/cases/web/portal-ranking.tsx'), 'PortalRanking'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/requests/$id',
    component: lazyRouteComponent(() => import('#desk/cases/web/portal-request.tsx'), 'PortalRequest'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/cases/$reference',
    component: lazyRouteComponent(() => import('#desk/messages/web/portal-case.tsx'), 'PortalCase'),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/notifications',
    component: lazyRouteComponent(
      () => import('#channels/notifications/web/portal-notifications.tsx'),
      'PortalNotifications',
    ),
  }),
  createRoute({
    getParentRoute: () => portal,
    path: '/settings/notifications',
    component: lazyRouteComponent(
      () => import('#channels/notifications/web/portal-notification-settings.tsx'),
      'PortalNotificationSettings',
    ),
  }),
]

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('#desk/cases/web/desk-shell.tsx'), 'DeskShell'),
})

const deskScreens = [
  createRoute({
    getParentRoute: () => desk,
    path: '/',
    validateSearch: readQueueSearch,
    component: lazyRouteComponent(() => import('#desk/cases/web/desk-queue.tsx'), 'DeskQueue'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/cases/new',
    component: lazyRouteComponent(() => import('#desk/cases/web/desk-new-case.tsx'), 'DeskNewCase'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/search',
    component: lazyRouteComponent(() => import('#desk/cases/web/desk-search.tsx'), 'DeskSearch'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/cases/$reference',
    component: lazyRouteComponent(() => import('#desk/messages/web/desk-case.tsx'), 'DeskCase'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/triage',
    component: lazyRouteComponent(() => import('#channels/email/web/desk-triage.tsx'), 'DeskTriage'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/triage/decided',
    component: lazyRouteComponent(() => import('#channels/email/web/desk-decided.tsx'), 'DeskDecided'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/triage/floods/$id',
    component: lazyRouteComponent(() => import('#channels/email/web/desk-flood.tsx'), 'DeskFlood'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/triage/$id',
    component: lazyRouteComponent(
      () => import('#channels/email/web/desk-triage-message.tsx'),
      'DeskTriageMessage',
    ),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/requests',
    component: lazyRouteComponent(() => import('#desk/services/web/desk-approvals.tsx'), 'DeskApprovals'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/breaches',
    component: lazyRouteComponent(() => import('#desk/breaches/web/desk-breaches.tsx'), 'DeskBreaches'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/breaches/$id',
    component: lazyRouteComponent(() => import('#desk/breaches/web/desk-breach.tsx'), 'DeskBreach'),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/refusals',
    component: lazyRouteComponent(
      () => import('#promise/entitlements/web/desk-refusals.tsx'),
      'DeskRefusals',
    ),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/outgoing-mail',
    component: lazyRouteComponent(
      () => import('#channels/email/web/desk-outgoing-mail.tsx'),
      'DeskOutgoingMail',
    ),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/notifications',
    component: lazyRouteComponent(
      () => import('#channels/notifications/web/desk-notifications.tsx'),
      'DeskNotifications',
    ),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: '/settings/notifications',
    component: lazyRouteComponent(
      () => import('#channels/notifications/web/desk-notification-settings.tsx'),
      'DeskNotificationSettings',
    ),
  }),
]

/** Hangs on a wall, without the desk around it. */
const wall = createRoute({
  getParentRoute: () => root,
  path: '/desk/wall',
  component: lazyRouteComponent(() => import('#insight/board/web/wall-board.tsx'), 'WallBoard'),
})

const deskReports = createRoute({
  getParentRoute: () => desk,
  path: '/reports/promises',
  component: lazyRouteComponent(
    () => import('#insight/reports/web/desk-promise-report.tsx'),
    'DeskPromiseReport',
  ),
})

const deskAccount = createRoute({
  getParentRoute: () => desk,
  path: '/accounts/$id',
  component: lazyRouteComponent(() => import('#people/accounts/web/desk-account.tsx'), 'DeskAccount'),
})

/** The parts of an account, each filled by the room that knows it. */
const deskAccountScreens = [
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/',
    component: lazyRouteComponent(
      () => import('#promise/agreements/web/desk-account-overview.tsx'),
      'DeskAccountOverview',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/contacts',
    component: lazyRouteComponent(() => import('#people/accounts/web/desk-contacts.tsx'), 'DeskContacts'),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/environments',
    component: lazyRouteComponent(
      () => import('#people/accounts/web/desk-environments.tsx'),
      'DeskEnvironments',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/agreements',
    component: lazyRouteComponent(
      () => import('#promise/agreements/web/desk-agreements.tsx'),
      'DeskAgreements',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/agreements/new',
    component: lazyRouteComponent(
      () => import('#promise/agreements/web/desk-new-agreement.tsx'),
      'DeskNewAgreement',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/agreements/$agreementId',
    component: lazyRouteComponent(
      () => import('#promise/agreements/web/desk-agreement.tsx'),
      'DeskAgreement',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/agreements/$agreementId/quote',
    component: lazyRouteComponent(() => import('#promise/quotes/web/desk-quote.tsx'), 'DeskQuote'),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/seats',
    component: lazyRouteComponent(() => import('#promise/agreements/web/desk-seats.tsx'), 'DeskSeats'),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/pools',
    component: lazyRouteComponent(() => import('#promise/agreements/web/desk-pools.tsx'), 'DeskPools'),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/services',
    component: lazyRouteComponent(
      () => import('#desk/services/web/desk-account-approvals.tsx'),
      'DeskAccountApprovals',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/refusals',
    component: lazyRouteComponent(
      () => import('#promise/entitlements/web/desk-account-refusals.tsx'),
      'DeskAccountRefusals',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/breaches',
    component: lazyRouteComponent(
      () => import('#desk/breaches/web/desk-account-breaches.tsx'),
      'DeskAccountBreaches',
    ),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/cases',
    component: lazyRouteComponent(() => import('#desk/cases/web/desk-account-cases.tsx'), 'DeskAccountCases'),
  }),
  createRoute({
    getParentRoute: () => deskAccount,
    path: '/what-if',
    component: lazyRouteComponent(() => import('#desk/comparisons/web/desk-what-if.tsx'), 'DeskWhatIf'),
  }),
]

const deskAccounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  component: lazyRouteComponent(() => import('#promise/agreements/web/desk-accounts.tsx'), 'DeskAccounts'),
})

const portalPlan = createRoute({
  getParentRoute: () => portal,
  path: '/plan',
  component: lazyRouteComponent(() => import('#desk/cases/web/portal-plan-frame.tsx'), 'PortalPlanFrame'),
})

const portalPlanScreens = [
  createRoute({
    getParentRoute: () => portalPlan,
    path: '/',
    component: lazyRouteComponent(() => import('#promise/agreements/web/portal-plan.tsx'), 'PortalPlan'),
  }),
  createRoute({
    getParentRoute: () => portalPlan,
    path: '/seats',
    component: lazyRouteComponent(() => import('#promise/agreements/web/portal-seats.tsx'), 'PortalSeats'),
  }),
  createRoute({
    getParentRoute: () => portalPlan,
    path: '/usage',
    component: lazyRouteComponent(() => import('#promise/agreements/web/portal-usage.tsx'), 'PortalUsage'),
  }),
  createRoute({
    getParentRoute: () => portalPlan,
    path: '/services',
    component: lazyRouteComponent(
      () => import('#desk/services/web/portal-on-request.tsx'),
      'PortalOnRequest',
    ),
  }),
]

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('#app/admin/web/admin-shell.tsx'), 'AdminShell'),
})

const adminScreens = [
  createRoute({
    getParentRoute: () => admin,
    path: '/',
    component: lazyRouteComponent(() => import('#app/admin/web/admin-overview.tsx'), 'AdminOverview'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mailboxes',
    component: lazyRouteComponent(() => import('#channels/email/web/admin-mailboxes.tsx'), 'AdminMailboxes'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mailboxes/new',
    component: lazyRouteComponent(() => import('#channels/email/web/admin-mailbox.tsx'), 'AdminNewMailbox'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mailboxes/consent',
    component: lazyRouteComponent(
      () => import('#channels/email/web/admin-mailbox-consent.tsx'),
      'AdminMailboxConsent',
    ),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mailboxes/$id',
    component: lazyRouteComponent(() => import('#channels/email/web/admin-mailbox.tsx'), 'AdminMailbox'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/webhooks',
    component: lazyRouteComponent(() => import('#channels/webhooks/web/admin-webhooks.tsx'), 'AdminWebhooks'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/webhooks/$id/deliveries',
    component: lazyRouteComponent(
      () => import('#channels/webhooks/web/admin-deliveries.tsx'),
      'AdminDeliveries',
    ),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/keys',
    component: lazyRouteComponent(() => import('#people/auth/web/admin-keys.tsx'), 'AdminKeys'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/vendor',
    component: lazyRouteComponent(() => import('#people/auth/web/admin-vendor.tsx'), 'AdminVendor'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/packages',
    component: lazyRouteComponent(() => import('#promise/packages/web/admin-packages.tsx'), 'AdminPackages'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/packages/import',
    component: lazyRouteComponent(
      () => import('#promise/packages/web/admin-import-packages.tsx'),
      'AdminImportPackages',
    ),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/packages/draft',
    component: lazyRouteComponent(
      () => import('#promise/clocks/web/package-draft-with-cases.tsx'),
      'PackageDraftWithCases',
    ),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/calendars',
    component: lazyRouteComponent(() => import('#promise/clocks/web/admin-calendars.tsx'), 'AdminCalendars'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/calendars/$package/$zone',
    component: lazyRouteComponent(() => import('#promise/clocks/web/admin-calendar.tsx'), 'AdminCalendar'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/warnings',
    component: lazyRouteComponent(() => import('#promise/clocks/web/admin-warnings.tsx'), 'AdminWarnings'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/lines',
    component: lazyRouteComponent(() => import('#desk/lines/web/admin-lines.tsx'), 'AdminLines'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/products',
    component: lazyRouteComponent(() => import('#people/accounts/web/admin-products.tsx'), 'AdminProducts'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/audit',
    component: lazyRouteComponent(() => import('#app/admin/web/admin-audit.tsx'), 'AdminAudit'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/email',
    component: lazyRouteComponent(() => import('#channels/email/web/admin-email.tsx'), 'AdminEmail'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/senders',
    component: lazyRouteComponent(() => import('#channels/email/web/admin-senders.tsx'), 'AdminSenders'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mail-templates',
    component: lazyRouteComponent(
      () => import('#channels/email/web/admin-mail-templates.tsx'),
      'AdminMailTemplates',
    ),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/health',
    component: lazyRouteComponent(() => import('#app/health/web/admin-health.tsx'), 'AdminHealth'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/people',
    component: lazyRouteComponent(() => import('#app/admin/web/admin-people.tsx'), 'AdminPeople'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/people/roles',
    component: lazyRouteComponent(() => import('#app/admin/web/admin-roles.tsx'), 'AdminRoles'),
  }),
]

const router = createRouter({
  routeTree: root.addChildren([
    start,
    setUp,
    door,
    ...linkScreens,
    mailOff,
    chooseAccount,
    wall,
    portal.addChildren([
      ...portalScreens,
      portalProfile,
      portalSecurity,
      portalPlan.addChildren(portalPlanScreens),
    ]),
    desk.addChildren([
      ...deskScreens,
      deskProfile,
      deskSecurity,
      deskReports,
      deskAccounts,
      deskAccount.addChildren(deskAccountScreens),
    ]),
    admin.addChildren(adminScreens),
  ]),
  defaultPreload: 'intent',
  // The screens read the address themselves, as the plain text it is.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).map(([key, value]) => [key, String(value)]),
    ).toString()
    return text === '' ? '' : `?${text}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function App() {
  return <RouterProvider router={router} />
}

const AccountPromiseRecord = lazy(async () => ({
  default: (await import('#insight/reports/web/account-promise-record.tsx')).AccountPromiseRecord,
}))
const AccountMailPrivacy = lazy(async () => ({
  default: (await import('#channels/email/web/mail-privacy-part.tsx')).AccountMailPrivacy,
}))
const AccountProof = lazy(async () => ({
  default: (await import('#channels/email/web/account-proof-part.tsx')).AccountProof,
}))
const OwnPromiseRecord = lazy(async () => ({
  default: (await import('#insight/reports/web/own-promise-record.tsx')).OwnPromiseRecord,
}))
const accountRecord = (
  <Suspense>
    <AccountPromiseRecord />
    <AccountMailPrivacy />
    <AccountProof />
  </Suspense>
)
const ownRecord = (
  <Suspense>
    <OwnPromiseRecord />
  </Suspense>
)

const ContactMailNote = lazy(async () => ({
  default: (await import('#channels/email/web/contact-mail-note.tsx')).ContactMailNote,
}))
const contactNotes = (of: ContactNoteProps) => (
  <Suspense>
    <ContactMailNote {...of} />
  </Suspense>
)
const MailEntry = lazy(async () => ({
  default: (await import('#channels/email/web/mail-shown-entry.tsx')).MailEntry,
}))
const OwnMail = lazy(async () => ({
  default: (await import('#channels/email/web/mail-shown-own.tsx')).OwnMail,
}))

function mailOfEntry(of: { reference: string; entryId: string }) {
  return (
    <Suspense>
      <MailEntry {...of} />
    </Suspense>
  )
}

function mailOfReader(of: { reference: string; entryId: string; body: string }) {
  return (
    <Suspense>
      <OwnMail {...of} />
    </Suspense>
  )
}

/** What stands on every screen, and in the slots of the layouts. */
function Everything() {
  return (
    <ShellTools value={<NotificationBell />}>
      <AccountRecordSlot value={accountRecord}>
        <PlanRecordSlot value={ownRecord}>
          <ContactNoteSlot value={contactNotes}>
            <MailOfEntrySlot value={mailOfEntry}>
              <OwnMailSlot value={mailOfReader}>
                <NotificationWatch />
                <Outlet />
              </OwnMailSlot>
            </MailOfEntrySlot>
          </ContactNoteSlot>
        </PlanRecordSlot>
      </AccountRecordSlot>
    </ShellTools>
  )
}

const PortalMatchedMail = lazy(async () => ({
  default: (await import('#channels/email/web/portal-matched-mail.tsx')).PortalMatchedMail,
}))
const matchedMail = (
  <Suspense>
    <PortalMatchedMail />
  </Suspense>
)

/** Everything of the portal is the customers' own. */
function Portal() {
  return (
    <RequireRole kind="contact">
      <PortalHomeSlot value={matchedMail}>
        <Outlet />
      </PortalHomeSlot>
    </RequireRole>
  )
}

/** The bare address leads each reader to their own start, and everybody else to the door, or to the set-up. */
function Start() {
  const { data: me, isPending } = useQuery(meQuery)
  const setUpCheck = useQuery({
    queryKey: ['set-up', ''],
    enabled: me === null,
    queryFn: ({ signal }) => request(checkSetUpEndpoint, { body: {}, signal }),
  })
  if (isPending || (me === null && setUpCheck.isPending)) return null
  if (me == null) return <Navigate to={setUpCheck.data?.isOpen === true ? '/setup' : '/signin'} replace />
  return <Navigate to={homeOf[me.kind]} replace />
}

function NothingHere() {
  const t = useAuthWords()
  return (
    <NoticePage title={t('missing.title')}>
      <p>{t('missing.text')}</p>
      <Button component={AppLink} href="/">
        {t('missing.way')}
      </Button>
    </NoticePage>
  )
}

function Broken({ error, reset }: ErrorComponentProps) {
  const t = useAuthWords()
  return (
    <NoticePage>
      <ErrorState problem={error} title={t('broken.title')} safe={t('broken.safe')} onRetry={reset} />
    </NoticePage>
  )
}
