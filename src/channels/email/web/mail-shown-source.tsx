import { useQuery } from '@tanstack/react-query'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { mailSourceQuery } from './mail-shown-queries.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

/** What travelled: the header fields as a list, or the beginning of the raw message. */
export function MailSource({ id, part }: { id: string; part: 'headers' | 'source' }) {
  const t = useMailShownWords()
  const found = useQuery(mailSourceQuery(id))
  if (found.data === undefined) {
    if (found.error === null) return <Skeletons shape="text" rows={6} />
    return <ErrorState title={t('failed')} problem={found.error} onRetry={() => void found.refetch()} />
  }
  const { headers, source, isCut } = found.data
  if (part === 'headers') {
    return (
      <div className={classes.source} role="region" aria-label={t('view.headers')} tabIndex={0}>
        <dl>
          {headers.map(({ name, value }, index) => (
            <div key={`${index}-${name}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    )
  }
  return (
    <>
      <pre className={classes.source} role="region" aria-label={t('view.source')} tabIndex={0}>
        {source}
      </pre>
      {isCut && <p className={classes.quiet}>{t('sourceCut')}</p>}
    </>
  )
}
