import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { checkSetUpEndpoint } from '#app/admin/domain/contract.ts'
import type { VendorSettings } from '#people/auth/domain/vendor-contract.ts'
import { homeOf } from '#people/auth/web/landing-place.ts'
import { NoticePage } from '#people/auth/web/notice-page.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { meQuery } from '#people/auth/web/use-me.ts'
import { vendorSettingsQuery } from '#people/auth/web/use-vendor-settings.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { SetUpCompany } from './set-up-company.tsx'
import { SetUpYou } from './set-up-you.tsx'
import { useSetUpWords } from './use-set-up-words.ts'

/** From an empty database to a named vendor: five steps, the first with the code that was printed. */
export function SetUpScreen() {
  const t = useSetUpWords()
  const me = useQuery(meQuery)
  usePageTitle(t('page'))
  if (me.error !== null) {
    return (
      <NoticePage>
        <ErrorState problem={me.error} onRetry={() => void me.refetch()} />
      </NoticePage>
    )
  }
  if (me.data === undefined) return <Waiting />
  if (me.data === null) return <FirstStep />
  return me.data.role === 'admin' ? <OtherSteps /> : <Done home={homeOf[me.data.kind]} />
}

/** For a visitor: open only with the code, and only until there is an admin. */
function FirstStep() {
  // Kept from the first look; it never leaves this page but in the request that uses it.
  const [code] = useState(() => new URLSearchParams(globalThis.location.hash.slice(1)).get('code') ?? '')
  const check = useQuery({
    queryKey: ['set-up', code],
    staleTime: 0,
    queryFn: ({ signal }) => request(checkSetUpEndpoint, { body: { code }, signal }),
  })
  if (check.error !== null) {
    return (
      <NoticePage>
        <ErrorState problem={check.error} onRetry={() => void check.refetch()} />
      </NoticePage>
    )
  }
  if (check.data === undefined) return <Waiting />
  if (!check.data.isOpen) return <Done />
  return check.data.isRight ? <SetUpYou code={code} /> : <NoCode />
}

/** For the admin who has just been made; one who comes back to it later is at home in the console. */
function OtherSteps() {
  const settings = useQuery({ ...vendorSettingsQuery, staleTime: 0 })
  if (settings.error !== null) {
    return (
      <NoticePage>
        <ErrorState problem={settings.error} onRetry={() => void settings.refetch()} />
      </NoticePage>
    )
  }
  return settings.data === undefined ? <Waiting /> : <Begun settings={settings.data} />
}

function Begun({ settings }: { settings: VendorSettings }) {
  const go = useGo()
  // As it was when the page was opened: naming the company must not end the steps after it.
  const [wasNamed] = useState(settings.isNamed)
  useEffect(() => {
    if (wasNamed) go('/admin', 'replace')
  }, [go, wasNamed])
  return wasNamed ? <Waiting /> : <SetUpCompany settings={settings} />
}

function Waiting() {
  return (
    <NoticePage bare>
      <Skeletons />
    </NoticePage>
  )
}

function Done({ home }: { home?: string }) {
  const t = useSetUpWords()
  return (
    <NoticePage title={t('done.title')}>
      <p>{t('done.text')}</p>
      <Button component={AppLink} href={home ?? '/signin'} variant="filled">
        {home === undefined ? t('done.way') : t('done.home')}
      </Button>
    </NoticePage>
  )
}

function NoCode() {
  const t = useSetUpWords()
  return (
    <NoticePage title={t('noCode.title')}>
      <p>{t('noCode.text')}</p>
      <p>
        {t('noCode.again')} <code>node bin/fourline.mjs user create --email … --password …</code>
      </p>
    </NoticePage>
  )
}
