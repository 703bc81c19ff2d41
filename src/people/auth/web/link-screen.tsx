import { useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { type LinkView, renewLinkEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { SignInLayout } from '#web/layouts/sign-in-layout.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { CodeStep } from './code-step.tsx'
import classes from './sign-in-screen.module.css'
import { doorTo } from './landing-place.ts'
import { useAuthWords } from './use-auth-words.ts'
import { useDoorWords } from './use-door-words.ts'
import { useEntered } from './use-entered.ts'
import { useGo } from './use-go.ts'
import { useLink } from './use-link.ts'
import { useVendor } from './use-vendor.ts'

/** What a link that opens shows: its form calls `enter` with the work that uses the link up. */
export type LinkFormProps = {
  link: LinkView
  token: string
  vendorName: string
  onEntered: (next: 'in' | 'second_step') => Promise<void>
}

type LinkScreenProps = {
  title: (link: LinkView, vendorName: string) => string
  form: (props: LinkFormProps) => ReactNode
}

/** The page a mailed link leads to: what it is for, or why it opens nothing any more and how to get another. */
export function LinkScreen({ title, form }: LinkScreenProps) {
  const t = useDoorWords()
  const tAuth = useAuthWords()
  const vendor = useVendor()
  const go = useGo()
  const link = useLink()
  const { search } = usePlace()
  // Kept from the first look: on the way out the address is already the next one's.
  const [wanted] = useState(() => new URLSearchParams(search).get('to'))
  const entered = useEntered(wanted)
  const [isAtCode, setAtCode] = useState(false)
  const vendorName = vendor?.name ?? ''
  const heading = isAtCode ? t('code.title') : headingOf(link.view)
  usePageTitle(heading, vendor === undefined ? undefined : tAuth('support', { vendor: vendorName }))

  function headingOf(view: LinkView | 'unknown' | undefined): string {
    if (view === undefined) return t('link.checking')
    if (view === 'unknown') return t('over.unknown.title')
    return view.state === 'open' ? title(view, vendorName) : t(`over.${view.state}.title`)
  }
  const onEntered = async (next: 'in' | 'second_step'): Promise<void> => {
    if (next === 'in') await entered()
    else setAtCode(true)
  }
  const content = (): ReactNode => {
    if (isAtCode)
      return (
        <CodeStep
          vendorName={vendorName}
          onIn={entered}
          onBack={() => go(wanted === null ? '/signin' : doorTo(wanted))}
        />
      )
    if (link.problem !== null) return <ErrorState problem={link.problem} onRetry={link.retry} />
    if (link.view === undefined) return <Skeletons shape="text" rows={3} />
    if (link.view === 'unknown') return <LinkOver state="unknown" />
    if (link.view.state !== 'open') return <LinkOver state={link.view.state} token={link.token} />
    return form({ link: link.view, token: link.token, vendorName, onEntered })
  }
  return (
    <SignInLayout vendorName={vendorName} title={heading}>
      {content()}
    </SignInLayout>
  )
}

type LinkOverProps = { state: 'used' | 'expired' | 'superseded' | 'closed' | 'unknown'; token?: string }

function LinkOver({ state, token }: LinkOverProps) {
  const t = useDoorWords()
  const sending = useSending()
  const [isSent, setSent] = useState(false)
  const canRenew = token !== undefined && (state === 'expired' || state === 'superseded')
  const renew = async (): Promise<void> => {
    if (token === undefined) return
    setSent(await sending.run(() => request(renewLinkEndpoint, { body: { token } })))
  }
  return (
    <div className={classes.told}>
      <p role="status">{t(isSent ? 'sent.renewed' : `over.${state}.text`)}</p>
      {sending.sentence !== undefined && (
        <p className={classes.wrong} role="alert">
          {sending.sentence}
        </p>
      )}
      <div className={classes.ways}>
        {canRenew && !isSent && (
          <Button variant="filled" loading={sending.busy} onClick={() => void renew()}>
            {t('link.renew')}
          </Button>
        )}
        <Button variant={canRenew && !isSent ? 'subtle' : 'default'} component={AppLink} href="/signin">
          {t('link.toDoor')}
        </Button>
      </div>
    </div>
  )
}
