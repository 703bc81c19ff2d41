import { useState, type SubmitEvent } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { changeProfileEndpoint } from '#people/auth/domain/profile-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { clockTime } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './profile-page.module.css'
import { meQuery, useMe } from './use-me.ts'
import { useProfileWords } from './use-profile-words.ts'

const zones = Intl.supportedValuesOf('timeZone')

/** How the reader is called and in which time they read; the browser's own zone is offered where it differs. */
export function ProfilePage() {
  const t = useProfileWords()
  const me = useMe()
  const now = useNow()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [name, setName] = useState(me.name)
  const [timeZone, setZone] = useState(me.timeZone)
  const { format } = useWords(timeZone)
  const [isMissing, setMissing] = useState(false)
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone
  const offered = [...new Set(['UTC', timeZone, ...zones])]
  const isChanged = name.trim() !== me.name || timeZone !== me.timeZone

  const save = async (): Promise<void> => {
    await request(changeProfileEndpoint, { body: { name: name.trim(), timeZone } })
    // Times and names on every page hang on it.
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    void queryClient.invalidateQueries()
    toast({ message: t('saved') })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() === '') return announce(t('nameMissing'), 'now')
    void sending.run(save)
    return undefined
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('name')}
        description={t('nameNote')}
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isMissing ? t('nameMissing') : sending.errorOf('name')}
      />
      <div className={classes.zone}>
        <NativeSelect
          label={t('zone')}
          description={t('zoneNote', { time: clockTime(now, format) })}
          value={timeZone}
          data={offered.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          onChange={(event) => setZone(event.currentTarget.value)}
          error={sending.errorOf('timeZone')}
        />
        {browser !== timeZone && (
          <Button variant="subtle" onClick={() => setZone(browser)}>
            {t('useBrowser', { zone: browser.replaceAll('_', ' ') })}
          </Button>
        )}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('email')}</dt>
          <dd>{me.email}</dd>
        </div>
        <div>
          <dt>{t('language')}</dt>
          <dd>{t('english')}</dd>
        </div>
        {me.account !== null && (
          <div>
            <dt>{t('company')}</dt>
            <dd>{me.account.name}</dd>
          </div>
        )}
      </dl>
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('failed')} {sending.sentence}
        </p>
      )}
      <div>
        <Button type="submit" variant="filled" loading={sending.busy} disabled={!isChanged}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
