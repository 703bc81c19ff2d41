import { Button } from '@mantine/core'
import type { ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { endContactEndpoint, restoreContactEndpoint } from '#people/accounts/domain/account-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Tag } from '#web/components/tag.tsx'
import { toast } from '#web/components/toast.tsx'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './account-page.module.css'
import { useAccountWords } from './use-account-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskContactRowProps = {
  contact: ContactRecord
  mayWrite: boolean
  onEdit: () => void
  onCertify: () => void
}

/** One contact; ending them can be undone, bringing them back too. */
export function DeskContactRow({ contact, mayWrite, onEdit, onCertify }: DeskContactRowProps) {
  const t = useAccountWords()
  const now = useNow()
  const { format } = useWords()
  const { name, endedAt } = contact
  const day = (date: string): string => shortDate(Date.parse(date), now, { ...format, timeZone: 'UTC' })
  const { end, restore } = useEnding(contact)
  return (
    <li className={classes.row} data-quiet={endedAt !== null || undefined}>
      <div className={classes.main}>
        <p className={classes.first}>
          <b>{name}</b>
          {contact.isAccountAdmin && <Tag>{t('contacts.adminTag')}</Tag>}
          {endedAt !== null && (
            <Tag>{t('contacts.ended', { date: shortDate(Date.parse(endedAt), now, format) })}</Tag>
          )}
        </p>
        <p className={classes.facts}>
          <span>{contact.email}</span>
          <span>{contact.timeZone}</span>
          {endedAt === null && <span>{t(contact.hasLogin ? 'contacts.signsIn' : 'contacts.noLogin')}</span>}
          {contact.certifications.map(({ id, kind, validFrom, validUntil }) => (
            <span key={id}>
              {validUntil === null
                ? t('contacts.certification', { kind: kindWords(kind), from: day(validFrom) })
                : t('contacts.certificationUntil', {
                    kind: kindWords(kind),
                    from: day(validFrom),
                    until: day(validUntil),
                  })}
            </span>
          ))}
        </p>
      </div>
      {mayWrite && (
        <div className={classes.side} role="group" aria-label={t('contacts.actions', { name })}>
          {endedAt === null ? (
            <>
              <Button size="xs" variant="subtle" onClick={onCertify}>
                {t('contacts.certify')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('contacts.endLabel', { name })}
                onClick={() => void end()}
              >
                {t('contacts.end')}
              </Button>
              <Button size="xs" aria-label={t('contacts.editTitle', { name })} onClick={onEdit}>
                {t('contacts.edit')}
              </Button>
            </>
          ) : (
            <Button
              size="xs"
              aria-label={t('contacts.restoreLabel', { name })}
              onClick={() => void restore()}
            >
              {t('contacts.restore')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

/** `developer_pro` as people read it. */
function kindWords(kind: string): string {
  const words = kind.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function useEnding({ id, name, account }: ContactRecord) {
  const t = useAccountWords()
  const renew = useRenewAccount(account.id)
  const tell = (failure: unknown): void => toast({ message: problemSentence(failure), tone: 'bad' })
  const restore = async (): Promise<void> => {
    try {
      await request(restoreContactEndpoint, { params: { id } })
      toast({ message: t('contacts.restored', { name }) })
    } catch (failure) {
      tell(failure)
    }
    await renew()
  }
  const end = async (): Promise<void> => {
    try {
      await request(endContactEndpoint, { params: { id } })
      toast({ message: t('contacts.endDone', { name }), undo: () => void restore() })
    } catch (failure) {
      tell(failure)
    }
    await renew()
  }
  return { end, restore }
}
