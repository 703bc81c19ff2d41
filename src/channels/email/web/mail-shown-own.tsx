import { useQuery } from '@tanstack/react-query'
import { ownMailQuery } from './mail-shown-queries.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

type OwnMailProps = { reference: string; entryId: string; body: string }

/** Under a contact's own mail: what it quoted, folded. */
export function OwnMail({ reference, entryId, body }: OwnMailProps) {
  const t = useMailShownWords()
  const { data } = useQuery(ownMailQuery(reference))
  const own = data?.find((one) => one.entryId === entryId)
  if (own === undefined) return null
  const shown = body.trim()
  const rest = own.text.trim().startsWith(shown)
    ? own.text.trim().slice(shown.length).trim()
    : own.text.trim()
  if (rest === '') return null
  return (
    <details className={classes.own}>
      <summary>{t('quoted')}</summary>
      <div>{rest}</div>
    </details>
  )
}
