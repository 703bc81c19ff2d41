import { useState } from 'react'
import { Button, PasswordInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { changePasswordEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { PasswordField } from './password-field.tsx'
import { sessionsQuery } from './security-queries.ts'
import classes from './security-page.module.css'
import { useDoorWords } from './use-door-words.ts'
import { useSecurityWords } from './use-security-words.ts'

export function PasswordPart() {
  const t = useSecurityWords()
  const [opened, dialog] = useDisclosure(false)
  return (
    <section className={classes.part} aria-labelledby="password">
      <h2 id="password">{t('password.title')}</h2>
      <p>{t('password.text')}</p>
      <Button onClick={dialog.open}>{t('password.open')}</Button>
      {opened && <ChangePassword onClose={dialog.close} />}
    </section>
  )
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useSecurityWords()
  const tDoor = useDoorWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [typed, setTyped] = useState({ current: '', password: '' })
  const [isTried, setTried] = useState(false)
  const missing = (field: 'current' | 'password', words: string) =>
    isTried && typed[field] === '' ? words : sending.errorOf(field)
  const save = async (): Promise<void> => {
    setTried(true)
    if (typed.current === '' || typed.password === '') return
    if (!(await sending.run(() => request(changePasswordEndpoint, { body: typed })))) return
    onClose()
    toast({ message: t('password.saved') })
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('password.open')}
      send={t('password.save')}
      sending={sending}
      onSubmit={() => void save()}
    >
      <PasswordInput
        label={t('current')}
        autoComplete="current-password"
        value={typed.current}
        onChange={(event) => {
          const current = event.currentTarget.value
          setTyped((all) => ({ ...all, current }))
        }}
        error={missing('current', t('missing'))}
      />
      <PasswordField
        value={typed.password}
        onChange={(password) => setTyped((all) => ({ ...all, password }))}
        error={missing('password', tDoor('password.missing'))}
      />
    </FormDialog>
  )
}
