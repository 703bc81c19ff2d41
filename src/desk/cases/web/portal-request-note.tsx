import { useState, type SubmitEvent } from 'react'
import { Button, Textarea } from '@mantine/core'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { AttachmentList } from '#web/components/attachment-list.tsx'
import { Sheet } from '#web/components/page-parts.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './portal-request.module.css'
import { useRequestAnswers } from './use-case-requests.ts'
import { usePortalWords } from './use-portal-words.ts'

type PortalRequestNoteProps = {
  asked: RequestView
  /** There is no form below: the reader may not submit it, or that could not be asked. */
  isAlone?: boolean
}

/** Above the form: who asks, their word, their files, and a way to say no. */
export function PortalRequestNote({ asked, isAlone = false }: PortalRequestNoteProps) {
  const t = usePortalWords()
  const [isDeclining, setDeclining] = useState(false)
  return (
    <div className={classes.asked}>
      <Sheet>
        <div className={classes.note}>
          <h2>{t('request.asks', { name: asked.asker.name })}</h2>
          {asked.note !== null && <blockquote className={classes.word}>{asked.note}</blockquote>}
          {!isAlone && <p>{t('request.yours', { name: asked.asker.name })}</p>}
          <AttachmentList
            files={asked.files.map(({ id, name, bytes }) => ({
              id,
              name,
              bytes,
              href: `/api/v1/files/${id}`,
            }))}
          />
          {isDeclining ? (
            <DeclineForm asked={asked} onCancel={() => setDeclining(false)} />
          ) : (
            <div className={classes.acts}>
              <Button onClick={() => setDeclining(true)}>{t('request.decline')}</Button>
            </div>
          )}
        </div>
      </Sheet>
    </div>
  )
}

function DeclineForm({ asked, onCancel }: { asked: RequestView; onCancel: () => void }) {
  const t = usePortalWords()
  const go = useGo()
  const { decline } = useRequestAnswers(asked.id)
  const [word, setWord] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    setMissing(word.trim() === '')
    if (word.trim() === '') return
    decline.mutate(word.trim(), {
      onSuccess: () => {
        toast({ message: t('request.declined', { name: asked.asker.name }) })
        go('/portal', 'replace')
      },
    })
  }
  return (
    <form className={classes.decline} onSubmit={send} noValidate>
      <Textarea
        label={t('request.declineLabel', { name: asked.asker.name })}
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        error={isMissing && t('request.declineMissing')}
      />
      {decline.error !== null && (
        <p className={classes.problem} role="alert">
          {t('new.notSent')} {problemSentence(decline.error)}
        </p>
      )}
      <div className={classes.acts}>
        <Button type="submit" variant="filled" loading={decline.isPending}>
          {t('request.declineSend')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('request.declineCancel')}
        </Button>
      </div>
    </form>
  )
}
