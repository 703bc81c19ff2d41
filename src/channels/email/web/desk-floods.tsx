import { useQuery } from '@tanstack/react-query'
import type { Flood } from '#channels/email/domain/floods-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { useWords } from '#web/words/use-words.ts'
import classes from './desk-floods.module.css'
import { openFloodsQuery } from './flood-queries.ts'
import { useFloodWords } from './use-flood-words.ts'

/** Above the messages of triage: each flood in one row, however many messages it has. */
export function DeskFloods() {
  const t = useFloodWords()
  const titleOf = useFloodTitle()
  const floods = useQuery(openFloodsQuery)
  if (floods.data === undefined || floods.data.items.length === 0) return null
  return (
    <ul className={classes.floods} aria-label={t('list')}>
      {floods.data.items.map((flood) => (
        <li key={flood.id} className={classes.flood}>
          <p className={classes.head}>
            <AppLink href={`/desk/triage/floods/${flood.id}`}>{titleOf(flood)}</AppLink>
            <TimeText at={flood.lastAt} />
          </p>
          <p className={classes.lead}>{t('lead')}</p>
        </li>
      ))}
    </ul>
  )
}

/** What a flood is, in one line. */
export function useFloodTitle(): (flood: Pick<Flood, 'kind' | 'messages' | 'sender'>) => string {
  const t = useFloodWords()
  const { format } = useWords()
  const numbers = new Intl.NumberFormat(format.locale)
  return ({ kind, messages, sender }) =>
    t(`row.${kind}`, { messages: numbers.format(messages), sender: sender || t('nobody') })
}
