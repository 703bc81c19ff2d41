import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { NoticePage } from '#people/auth/web/notice-page.tsx'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { type MailSwitch, turnMailOffEndpoint } from '../domain/contract.ts'
import { mailSwitchQuery } from './notification-queries.ts'
import { useNotificationWords } from './use-notification-words.ts'

/** Where the link below a mail leads: one button turns that mail off, signed in or not. */
export function MailOff() {
  const t = useNotificationWords()
  const { token = '' } = useParams({ strict: false })
  const found = useQuery(mailSwitchQuery(token))
  const turning = useMutation({ mutationFn: () => request(turnMailOffEndpoint, { params: { token } }) })
  usePageTitle(t('off.title'))
  const view = turning.data ?? found.data
  const problem = turning.error ?? found.error
  if (problem instanceof ApiProblem && (problem.status === 404 || problem.status === 400)) {
    return (
      <NoticePage title={t('off.unknown')}>
        <p>{t('off.unknownText')}</p>
        <Button component={AppLink} href="/">
          {t('off.signIn')}
        </Button>
      </NoticePage>
    )
  }
  if (view === undefined) {
    return (
      <NoticePage bare={problem === null}>
        {problem !== null && <ErrorState problem={problem} onRetry={() => void found.refetch()} />}
      </NoticePage>
    )
  }
  const room = view.audience === 'staff' ? '/desk' : '/portal'
  return (
    <NoticePage title={t(view.isOff ? 'off.done' : 'off.title')}>
      <p>{sentenceFor(t, view)}</p>
      {turning.error !== null && <ErrorState problem={turning.error} />}
      {view.isOff ? (
        <Button component={AppLink} href={`${room}/settings/notifications`}>
          {t('off.settings')}
        </Button>
      ) : (
        <Button variant="filled" loading={turning.isPending} onClick={() => turning.mutate()}>
          {t('off.button')}
        </Button>
      )}
    </NoticePage>
  )
}

function sentenceFor(t: ReturnType<typeof useNotificationWords>, view: MailSwitch): string {
  if (view.kind === 'digest') return t(view.isOff ? 'off.doneDigest' : 'off.digest')
  if (view.kind === 'report') return t(view.isOff ? 'off.doneReport' : 'off.report')
  const kind = t(`kind.${view.audience}.${view.kind}`)
  return t(view.isOff ? 'off.doneKind' : 'off.kind', { kind })
}
