import { useEffect, type ReactNode } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { MeView } from '#people/auth/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ReaderZone } from '#web/words/use-words.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { Button } from '@mantine/core'
import { NoticePage } from './notice-page.tsx'
import { doorTo, homeOf } from './landing-place.ts'
import { meQuery } from './use-me.ts'
import { useAuthWords } from './use-auth-words.ts'
import { useGo } from './use-go.ts'

type RequireRoleProps = { kind: MeView['kind']; children: ReactNode }

/** Lets in who belongs here; who is not signed in goes to the door, and comes back by it. */
export function RequireRole({ kind, children }: RequireRoleProps) {
  const t = useAuthWords()
  const me = useQuery(meQuery)
  useSignedOutWatch()
  if (me.data === undefined) {
    return me.error === null ? (
      <NoticePage bare>
        <Skeletons />
      </NoticePage>
    ) : (
      <NoticePage>
        <ErrorState problem={me.error} onRetry={() => void me.refetch()} />
      </NoticePage>
    )
  }
  if (me.data === null) return <ToTheDoor />
  if (me.data.kind === kind) return <ReaderZone value={me.data.timeZone}>{children}</ReaderZone>
  const home = homeOf[me.data.kind]
  return (
    <NoticePage title={t(`denied.${kind}.title`)}>
      <p>{t(`denied.${kind}.text`)}</p>
      <Button component={AppLink} href={home} variant="filled">
        {t(`denied.${kind}.way`)}
      </Button>
    </NoticePage>
  )
}

function ToTheDoor() {
  const { pathname, search } = usePlace()
  const go = useGo()
  useEffect(() => {
    if (!pathname.startsWith('/signin')) go(doorTo(pathname + search), 'replace')
  }, [go, pathname, search])
  return null
}

/** A session that ends while the page is open shows as a 401 of any request: then nobody reads any more. */
function useSignedOutWatch(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const look = (problem: unknown): void => {
      if (!(problem instanceof ApiProblem) || problem.status !== 401) return
      // Told while a component draws, so the change waits for the next turn.
      queueMicrotask(() => queryClient.setQueryData(meQuery.queryKey, null))
    }
    const endQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
    })
    const endMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
    })
    return () => {
      endQueries()
      endMutations()
    }
  }, [queryClient])
}
