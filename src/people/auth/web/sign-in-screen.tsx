import { useEffect, useState, type SubmitEvent } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { SignInLayout } from '#web/layouts/sign-in-layout.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { DemoPeople } from './demo-people-list.tsx'
import { demoPassword } from './demo-people.ts'
import { landingPlace } from './landing-place.ts'
import { signIn } from './sign-in.ts'
import classes from './sign-in-screen.module.css'
import { useAuthWords } from './use-auth-words.ts'
import { meQuery } from './use-me.ts'
import { useGo } from './use-go.ts'
import { useVendor } from './use-vendor.ts'

type Door = { email: string; password: string }
type Wrong = { email?: string; password?: string; both?: string }

/** The one door: staff land on the desk, customers in the portal, both where they wanted to go. */
export function SignInScreen() {
  const t = useAuthWords()
  const vendor = useVendor()
  const me = useQuery(meQuery)
  const { search } = usePlace()
  // Kept from the first look: on the way out the address is already the next one's.
  const [wanted] = useState(() => new URLSearchParams(search).get('to'))
  const door = useDoor()
  const go = useGo()
  usePageTitle(t('title'), vendor === undefined ? undefined : t('support', { vendor: vendor.name }))
  const place = me.data == null ? undefined : landingPlace(me.data.kind, wanted)
  useEffect(() => {
    if (place !== undefined) go(place, 'replace')
  }, [go, place])
  if (place !== undefined) return null

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void door.enter({ email: door.email, password: door.password })
  }
  return (
    <SignInLayout
      vendorName={vendor?.name ?? ''}
      title={t('title')}
      lead={wanted === null ? t('lead') : t('expired')}
      below={
        vendor?.isDemo === true && (
          <DemoPeople
            busy={door.busy}
            onChoose={(email) => {
              door.fill({ email, password: demoPassword })
              void door.enter({ email, password: demoPassword })
            }}
          />
        )
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          value={door.email}
          onChange={(event) => door.fill({ email: event.currentTarget.value })}
          error={door.wrong.email}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          value={door.password}
          onChange={(event) => door.fill({ password: event.currentTarget.value })}
          error={door.wrong.password}
        />
        {door.wrong.both !== undefined && <p className={classes.wrong}>{door.wrong.both}</p>}
        <Button type="submit" variant="filled" fullWidth loading={door.busy}>
          {t('submit')}
        </Button>
      </form>
    </SignInLayout>
  )
}

function useDoor() {
  const t = useAuthWords()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState<Door>({ email: '', password: '' })
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const refuse = (why: Wrong): void => {
    setWrong(why)
    announce(why.email ?? why.password ?? why.both ?? '', 'now')
  }
  const enter = async ({ email, password }: Door): Promise<void> => {
    if (email.trim() === '') return refuse({ email: t('missingEmail') })
    if (password === '') return refuse({ password: t('missingPassword') })
    setWrong({})
    setBusy(true)
    try {
      await signIn(email.trim(), password)
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
    } catch (problem) {
      refuse({ both: doorProblem(problem, t) })
    }
    setBusy(false)
  }
  const fill = (news: Partial<Door>): void => setTyped((all) => ({ ...all, ...news }))
  return { ...typed, wrong, busy, fill, enter }
}

function doorProblem(problem: unknown, t: (key: string) => string): string {
  const status = problem instanceof ApiProblem ? problem.status : 0
  if (status === 429) return t('slowDown')
  return status >= 400 && status < 500 ? t('wrong') : problemSentence(problem)
}
