import { Button, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { NoticePage } from '#people/auth/web/notice-page.tsx'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { type AccountChoice, chooseAccountEndpoint, readChoiceEndpoint } from '../domain/choice-contract.ts'
import { useChoiceWords } from './use-choice-words.ts'

/** Where the link of an answer leads: for which of their accounts somebody wrote. Signed in or not. */
export function ChooseAccount() {
  const t = useChoiceWords()
  const { token = '' } = useParams({ strict: false })
  const found = useQuery({
    queryKey: ['choice', token],
    queryFn: ({ signal }) => request(readChoiceEndpoint, { params: { token }, signal }),
    retry: false,
  })
  const choosing = useMutation({
    mutationFn: (accountId: string) =>
      request(chooseAccountEndpoint, { params: { token }, body: { accountId } }),
    onError: () => void found.refetch(),
  })
  usePageTitle(t('title'))
  const view = choosing.data ?? found.data
  if (isUnknown(found.error)) {
    return (
      <NoticePage title={t('unknown')}>
        <p>{t('unknownText')}</p>
        <Button component={AppLink} href="/">
          {t('toPortal')}
        </Button>
      </NoticePage>
    )
  }
  if (view === undefined) {
    return (
      <NoticePage bare={found.error === null}>
        {found.error !== null && <ErrorState problem={found.error} onRetry={() => void found.refetch()} />}
      </NoticePage>
    )
  }
  if (view.state !== 'open') return <Closed view={view} />
  return <Choosing view={view} choosing={choosing} />
}

function isUnknown(problem: unknown): boolean {
  return problem instanceof ApiProblem && (problem.status === 404 || problem.status === 400)
}

type ChoosingProps = {
  view: AccountChoice
  choosing: { mutate: (accountId: string) => void; isPending: boolean; error: Error | null }
}

function Choosing({ view, choosing }: ChoosingProps) {
  const t = useChoiceWords()
  const [chosen, setChosen] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = (): void => {
    if (chosen === '') setMissing(true)
    else choosing.mutate(chosen)
  }
  return (
    <NoticePage title={t('title')}>
      <p>{t('lead')}</p>
      <Radio.Group
        label={t('accounts')}
        value={chosen}
        error={isMissing && chosen === '' ? t('missing') : undefined}
        onChange={setChosen}
      >
        <Stack gap="md" py="xs">
          {view.accounts.map(({ id, name }) => (
            <Radio key={id} size="md" value={id} label={name} />
          ))}
        </Stack>
      </Radio.Group>
      {choosing.error !== null && <ErrorState problem={choosing.error} />}
      <Button variant="filled" loading={choosing.isPending} onClick={send}>
        {t('send')}
      </Button>
    </NoticePage>
  )
}

function Closed({ view: { state, reference } }: { view: AccountChoice }) {
  const t = useChoiceWords()
  if (state === 'open') return null
  const isChosen = state === 'chosen' && reference !== null
  return (
    <NoticePage title={t(state)}>
      <p>{isChosen ? t('chosenText', { reference }) : t(`${state}Text`)}</p>
      <Button component={AppLink} href={isChosen ? `/portal/cases/${reference}` : '/'}>
        {t(isChosen ? 'toCase' : 'toPortal')}
      </Button>
    </NoticePage>
  )
}
