import { Button } from '@mantine/core'
import type { ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { endContactEndpoint, restoreContactEndpoint } from '#people/accounts/domain/account-contract.ts'
import { inviteContactEndpoint } from '#people/auth/domain/link-contract.ts'
import { type Handed, handedOf } from '#people/auth/web/handed-link.tsx'
import { useInvitationWords } from '#people/auth/web/use-invitation-words.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Tag } from '#web/components/tag.tsx'
import { toast } from '#web/components/toast.tsx'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './account-page.module.css'
import { useAccountWords } from './use-account-words.ts'
import { ContactNote } from './contact-note.tsx'
import { kindWords, useCertificationText } from './use-certification-text.ts'
import { useCertificationWords } from './use-certification-words.ts'
import { useMergeWords } from './use-merge-words.ts'
import { useRenewAccount } from './use-renew-account.ts'
import { useUndoMerge } from './use-undo-merge.ts'

type DeskContactRowProps = {
  contact: ContactRecord
  mayWrite: boolean
  onEdit: () => void
  onCertify: () => void
  /** One of their certifications is to be corrected or revoked. */
  onRecertify: (held: ContactRecord['certifications'][number]) => void
  onHanded: (handed: Handed) => void
  /** They may be the same person as another contact. */
  onMerge: () => void
}

/** One contact; ending them can be undone, bringing them back too. */
export function DeskContactRow(props: DeskContactRowProps) {
  const { contact, mayWrite, onEdit, onCertify, onRecertify, onHanded, onMerge } = props
  const t = useAccountWords()
  const tInvitation = useInvitationWords()
  const now = useNow()
  const { format } = useWords()
  const { name, endedAt } = contact
  const say = useCertificationText()
  const tCertification = useCertificationWords()
  const { invite, end, restore } = useContactActions(contact, onHanded)
  const tMerge = useMergeWords()
  const undoMerge = useUndoMerge(contact.account.id)
  const { merged } = contact
  const access = contact.hasLogin
    ? t('contacts.signsIn')
    : contact.invitedAt === null
      ? t('contacts.noLogin')
      : t('contacts.invited', { date: shortDate(Date.parse(contact.invitedAt), now, format) })
  return (
    <li className={classes.row} data-quiet={endedAt !== null || undefined}>
      <div className={classes.main}>
        <p className={classes.first}>
          <b>{name}</b>
          {contact.isAccountAdmin && <Tag>{t('contacts.adminTag')}</Tag>}
          {merged !== null && <Tag>{tMerge('tag', { name: merged.into.name })}</Tag>}
          {endedAt !== null && merged === null && (
            <Tag>{t('contacts.ended', { date: shortDate(Date.parse(endedAt), now, format) })}</Tag>
          )}
        </p>
        <p className={classes.facts}>
          <span>{contact.email}</span>
          {contact.furtherAddresses.length > 0 && (
            <span>{tMerge('further', { addresses: contact.furtherAddresses.join(', ') })}</span>
          )}
          {merged !== null && (
            <span>
              {merged.undoProblem ??
                tMerge('undoUntil', { date: shortDate(Date.parse(merged.undoUntil), now, format) })}
            </span>
          )}
          <span>{contact.timeZone}</span>
          {endedAt === null && <span>{access}</span>}
          {contact.certifications.map((held) => (
            <span key={held.id} className={classes.certification}>
              {say(held).text}
              {say(held).end !== undefined && <Tag>{say(held).end}</Tag>}
              {mayWrite && (
                <button
                  type="button"
                  aria-label={tCertification('open', { kind: kindWords(held.kind), name })}
                  onClick={() => onRecertify(held)}
                >
                  {t('contacts.edit')}
                </button>
              )}
            </span>
          ))}
        </p>
        {endedAt === null && <ContactNote accountId={contact.account.id} contactId={contact.id} />}
      </div>
      {mayWrite && (
        <div className={classes.side} role="group" aria-label={t('contacts.actions', { name })}>
          {endedAt === null ? (
            <>
              {!contact.hasLogin && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={t('contacts.inviteLabel', { name })}
                  onClick={() => void invite(false)}
                >
                  {t(contact.invitedAt === null ? 'contacts.invite' : 'contacts.inviteAgain')}
                </Button>
              )}
              {!contact.hasLogin && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={tInvitation('copyLinkNamed', { name })}
                  onClick={() => void invite(true)}
                >
                  {tInvitation('copyLink')}
                </Button>
              )}
              <Button size="xs" variant="subtle" aria-label={tMerge('openLabel', { name })} onClick={onMerge}>
                {tMerge('open')}
              </Button>
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
          ) : merged !== null ? (
            merged.undoProblem === null && (
              <Button
                size="xs"
                aria-label={tMerge('undoLabel', { name })}
                onClick={() => void undoMerge(merged.mergeId, name)}
              >
                {tMerge('undo')}
              </Button>
            )
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

function useContactActions({ id, name, account }: ContactRecord, onHanded: DeskContactRowProps['onHanded']) {
  const t = useAccountWords()
  const renew = useRenewAccount(account.id)
  const does = async (work: () => Promise<unknown>, done: string, undo?: () => void): Promise<void> => {
    try {
      await work()
      toast({ message: done, undo })
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await renew()
  }
  const params = { id }
  const invite = async (handOver: boolean): Promise<void> => {
    try {
      const handed = handedOf(name, await request(inviteContactEndpoint, { params, body: { handOver } }))
      if (handed === undefined) toast({ message: t('contacts.inviteDone', { name }) })
      else onHanded(handed)
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await renew()
  }
  const restore = (): Promise<void> =>
    does(() => request(restoreContactEndpoint, { params }), t('contacts.restored', { name }))
  const end = (): Promise<void> =>
    does(
      () => request(endContactEndpoint, { params }),
      t('contacts.endDone', { name }),
      () => void restore(),
    )
  return { invite, end, restore }
}
