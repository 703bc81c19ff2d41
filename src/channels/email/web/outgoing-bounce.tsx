import type { OutgoingItem } from '#channels/email/domain/outgoing-contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { TextLink } from '#web/components/text-link.tsx'
import { fullMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { useSuspensionWords } from './use-suspension-words.ts'
import { reasonText } from './suspension-text.ts'

/** Why the gate holds a mail, and when it leaves. */
export function HeldText({ item }: { item: OutgoingItem }) {
  const t = useSuspensionWords()
  const { format } = useWords()
  const mayOpen = useMe().permissions.includes('admin.open')
  if (item.held === null) return null
  const { reason, until } = item.held
  const at = until === null ? '' : fullMoment(Date.parse(until), format)
  return (
    <>
      {t(`held.${reason}`, { address: item.to, at })}
      {reason === 'suspended' && mayOpen && (
        <>
          {' '}
          <TextLink href="/admin/senders">{t('held.look')}</TextLink>
        </>
      )}
    </>
  )
}

/** What a report said of a mail that has left. */
export function OutgoingBounce({ item }: { item: OutgoingItem }) {
  const t = useSuspensionWords()
  const { format } = useWords()
  if (item.bounce === null) return null
  const { at, kind, said, status } = item.bounce
  const when = fullMoment(Date.parse(at), format)
  return (
    <p>
      {t(kind === 'complaint' ? 'bounce.complaint' : 'bounce.cameBack', { at: when })}{' '}
      {kind !== 'complaint' && <b>{reasonText(t, item.bounce.reason)}</b>}{' '}
      {said !== null && t('bounce.said', { said })}
      {said === null && status !== null && t('bounce.status', { status })}
    </p>
  )
}
