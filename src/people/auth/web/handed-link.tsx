import type { Invited } from '#people/auth/domain/link-contract.ts'
import { ShownOnce } from '#web/components/shown-once.tsx'
import { fullMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { useInvitationWords } from './use-invitation-words.ts'

/** An invitation that was handed over: for whom, and how long it opens. */
export type Handed = { name: string; link: string; expiresAt: string }

/** What the screen shows of an invitation; undefined where it was mailed. */
export function handedOf(name: string, { link, expiresAt }: Invited): Handed | undefined {
  return link === null ? undefined : { name, link, expiresAt }
}

/** The link of an invitation, this once, with what it is worth. */
export function HandedLink({ handed, onDone }: { handed: Handed; onDone: () => void }) {
  const t = useInvitationWords()
  const { format } = useWords()
  const { name, link, expiresAt } = handed
  return (
    <ShownOnce
      title={t('title', { name })}
      note={t('note', { name, until: fullMoment(Date.parse(expiresAt), format) })}
      secret={link}
      words={{ copy: t('copy'), copied: t('copied'), done: t('done') }}
      onDone={onDone}
    />
  )
}
