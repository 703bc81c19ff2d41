import { useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useGo } from '#people/auth/web/use-go.ts'
import classes from './portal-home.module.css'
import { usePortalWords } from './use-portal-words.ts'

/** The question in one line, carried over into a new case. */
export function PortalAsk() {
  const t = usePortalWords()
  const go = useGo()
  const [question, setQuestion] = useState('')
  const ask = (event: SubmitEvent): void => {
    event.preventDefault()
    const subject = question.trim()
    go(subject === '' ? '/portal/cases/new' : `/portal/cases/new?${new URLSearchParams({ subject })}`)
  }
  return (
    <form className={classes.ask} onSubmit={ask}>
      <TextInput
        aria-label={t('home.askLabel')}
        placeholder={t('home.ask')}
        maxLength={200}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" className={classes.askButton}>
        {t('open')}
      </Button>
    </form>
  )
}
