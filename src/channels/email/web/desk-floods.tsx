import { useQuery } from '@tanstack/react-query'
import type { Flood } from '#channels/email/domain/floods-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './desk-floods.module.css'
import { openFloodsQuery } from './flood-queries.ts'
import { useFloodWords } from './use-flood-words.ts'

/** Above the messages of triage: each flood in one row, however many messages it has. */
export function DeskFloods() {
  const t = useFloodWords()
  const floods = useQuery(openFloodsQuery)
  if (floods.data === undefined || floods.data.items.length === 0) return null
  return (
    <ul className={classes.floods} aria-label={t('list')}>
      {floods.data.items.map((flood) => (
        <li key={flood.id} className={classes.flood}>
          <p className={classes.head}>
            <AppLink href={`/desk/triage/floods/${flood.id}`}>{floodTitle(t, flood)}</AppLink>
            <TimeText at={flood.lastAt} />
          </p>
          <p className={classes.lead}>{t('lead')}</p>
        </li>
      ))}
    </ul>
  )
}

/** What it is, in one line. */
export function floodTitle(
  t: ReturnType<typeof useFloodWords>,
  { kind, messages, sender }: Pick<Flood, 'kind' | 'messages' | 'sender'>,
): string {
  return t(`row.${kind}`, { messages: messages.toLocaleString('en'), sender: sender || t('nobody') })
}
