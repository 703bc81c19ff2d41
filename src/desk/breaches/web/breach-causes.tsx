import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addCauseEndpoint,
  type BreachCause,
  changeCauseEndpoint,
} from '#desk/breaches/domain/cause-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { Tag } from '#web/components/tag.tsx'
import { toast } from '#web/components/toast.tsx'
import { causesQuery, useRenewBreaches } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachWords } from './use-breach-words.ts'

/** The list of causes, for admins. */
export function BreachCauses() {
  const t = useBreachWords()
  const renew = useRenewBreaches()
  const { data } = useQuery(causesQuery)
  const [named, setNamed] = useState<BreachCause | 'new'>()
  if (data === undefined) return null
  const turn = async (cause: BreachCause): Promise<void> => {
    const { code, name, version } = cause
    try {
      await request(changeCauseEndpoint, { params: { code }, body: { name, version, active: !cause.active } })
      toast({ message: t('causes.done') })
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await renew()
  }
  return (
    <section className={classes.causes} aria-labelledby="causes">
      <header>
        <h2 id="causes">{t('causes.title')}</h2>
        <Button size="xs" onClick={() => setNamed('new')}>
          {t('causes.add')}
        </Button>
      </header>
      <p>{t('causes.lead')}</p>
      <ul>
        {data.map((cause) => (
          <li key={cause.code}>
            <span>
              {cause.name} {!cause.active && <Tag>{t('causes.retired')}</Tag>}
            </span>
            <span>{t('causes.used', { count: cause.used })}</span>
            <span className={classes.acts}>
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('causes.editNamed', cause)}
                onClick={() => setNamed(cause)}
              >
                {t('causes.edit')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                aria-label={t(cause.active ? 'causes.retireNamed' : 'causes.restoreNamed', cause)}
                onClick={() => void turn(cause)}
              >
                {t(cause.active ? 'causes.retire' : 'causes.restore')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {named !== undefined && (
        <CauseDialog cause={named === 'new' ? undefined : named} onClose={() => setNamed(undefined)} />
      )}
    </section>
  )
}

function CauseDialog({ cause, onClose }: { cause: BreachCause | undefined; onClose: () => void }) {
  const t = useBreachWords()
  const renew = useRenewBreaches()
  const submission = useSubmissionKey()
  const [name, setName] = useState(cause?.name ?? '')
  const save = async (): Promise<void> => {
    const body = { name: name.trim() }
    if (cause === undefined)
      await request(addCauseEndpoint, { body, idempotencyKey: submission.keyFor(body) })
    else {
      const { code, active, version } = cause
      await request(changeCauseEndpoint, { params: { code }, body: { ...body, active, version } })
    }
    await renew()
    toast({ message: t('causes.done') })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={cause === undefined ? t('causes.add') : t('causes.editNamed', cause)}
      send={t('causes.save')}
      check={() => (name.trim() === '' ? { name: t('causes.nameMissing') } : {})}
      onSend={save}
    >
      {(errorOf) => (
        <TextInput
          label={t('causes.name')}
          maxLength={80}
          data-autofocus
          value={name}
          error={errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
