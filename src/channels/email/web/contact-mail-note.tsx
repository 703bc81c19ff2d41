import { Button } from '@mantine/core'
import IconMailX from '@tabler/icons-react/dist/esm/icons/IconMailX.mjs'
import { useQuery } from '@tanstack/react-query'
import type { ContactNoteProps } from '#people/accounts/web/contact-note.tsx'
import { useMe } from '#people/auth/web/use-me.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './suspensions.module.css'
import { reasonText } from './suspension-text.ts'
import { unreachedQuery } from './suspension-queries.ts'
import { useSuspensionWords } from './use-suspension-words.ts'
import { useTryAgain } from './use-try-again.ts'

/** Beside a contact: that mail to them comes back, since when and why; staff can have it tried again. */
export function ContactMailNote({ accountId, contactId }: ContactNoteProps) {
  const t = useSuspensionWords()
  const me = useMe()
  const now = useNow()
  const { format } = useWords()
  const { busy, run } = useTryAgain()
  const isForReader = me.permissions.includes('contact.reach')
  const { data } = useQuery({ ...unreachedQuery(accountId), enabled: isForReader })
  useLiveTopics({ mail_suspension: [['suspensions', 'account', accountId]] })
  const found = data?.contacts.find((one) => one.contactId === contactId)
  if (found === undefined) return null
  const date = shortDate(Date.parse(found.since), now, format)
  const isComplaint = found.kind === 'complaint'
  return (
    <div className={classes.note}>
      <IconMailX size={16} stroke={1.75} aria-hidden />
      <p>
        {t(isComplaint ? 'noteComplaint' : 'note', { date })} {!isComplaint && reasonText(t, found.reason)}
      </p>
      {me.permissions.includes('mail.send_again') && (
        <Button
          size="xs"
          loading={busy}
          aria-label={t('againOf', { address: found.address })}
          onClick={() => void run(found)}
        >
          {t('again')}
        </Button>
      )}
    </div>
  )
}
