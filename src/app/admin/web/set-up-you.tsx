import { useState } from 'react'
import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { setUpEndpoint } from '#app/admin/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { signIn } from '#people/auth/web/sign-in.ts'
import { meQuery } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { SetUpStep } from './set-up-step.tsx'
import { useSetUpWords } from './use-set-up-words.ts'

type You = { name: string; email: string; password: string }
type Wrong = Partial<You>

/** Step 1: the first admin, who is signed in at once. */
export function SetUpYou({ code }: { code: string }) {
  const t = useSetUpWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [you, setYou] = useState<You>({ name: '', email: '', password: '' })
  const [wrong, setWrong] = useState<Wrong>({})
  const begin = async (): Promise<void> => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await request(setUpEndpoint, { body: { ...you, code, timeZone } })
    await signIn(you.email.trim(), you.password)
    go('/setup', 'replace')
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
  }
  const submit = (): void => {
    const found: Wrong = {
      ...(you.name.trim() === '' && { name: t('you.missingName') }),
      ...(you.email.trim() === '' && { email: t('you.missingEmail') }),
      ...(you.password.length < 12 && { password: t('you.shortPassword') }),
    }
    setWrong(found)
    const [first] = Object.values(found)
    if (first !== undefined) return announce(first, 'now')
    void sending.run(begin)
    return undefined
  }
  const field = (name: keyof You) => ({
    label: t(`you.${name}`),
    value: you[name],
    error: wrong[name] ?? sending.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setYou((all) => ({ ...all, [name]: value }))
    },
  })
  return (
    <SetUpStep step={1} title={t('you.title')} lead={t('you.lead')} sending={sending} onSubmit={submit}>
      <TextInput {...field('name')} autoComplete="name" />
      <TextInput {...field('email')} type="email" autoComplete="username" />
      <PasswordInput {...field('password')} description={t('you.passwordHint')} autoComplete="new-password" />
    </SetUpStep>
  )
}
