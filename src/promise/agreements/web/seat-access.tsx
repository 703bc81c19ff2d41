import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { inviteContactEndpoint, withdrawInvitationEndpoint } from '#people/auth/domain/link-contract.ts'
import { type Handed, handedOf } from '#people/auth/web/handed-link.tsx'
import type { SeatView } from '#promise/agreements/domain/seat-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { fullMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './seat-board.module.css'
import { useSeatWords } from './use-seat-words.ts'

type SeatAccessProps = { seat: SeatView; accountId: string; onHanded: (handed: Handed) => void }

/** Whether the holder of a seat can come in yet, and what to do about it; nothing where they can. */
export function SeatAccess({ seat, accountId, onHanded }: SeatAccessProps) {
  const t = useSeatWords()
  const { format } = useWords()
  const queryClient = useQueryClient()
  const { access, contact } = seat
  if (access === null || access.state === 'signs_in') return null
  const params = { id: contact.id }
  const does = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await queryClient.invalidateQueries({ queryKey: ['account', accountId] })
  }
  const invite = async (): Promise<void> => {
    const handed = handedOf(contact.name, await request(inviteContactEndpoint, { params, body: {} }))
    if (handed === undefined) toast({ message: t('inviteDone', { email: access.email }) })
    else onHanded(handed)
  }
  const withdraw = async (): Promise<void> => {
    await request(withdrawInvitationEndpoint, { params, body: {} })
    toast({ message: t('withdrawn', { name: contact.name }) })
  }
  const until = access.until === null ? '' : fullMoment(Date.parse(access.until), format)
  const words = { invited: t('invited', { until }), expired: t('expired'), not_invited: t('notInvited') }
  return (
    <p className={classes.access}>
      <span>
        {access.email} · {words[access.state]}
      </span>
      <Button
        size="xs"
        variant="subtle"
        aria-label={t('inviteLabel', { name: contact.name })}
        onClick={() => void does(invite)}
      >
        {t(access.state === 'not_invited' ? 'invite' : 'inviteAgain')}
      </Button>
      {access.state === 'invited' && (
        <Button
          size="xs"
          variant="subtle"
          aria-label={t('withdrawLabel', { name: contact.name })}
          onClick={() => void does(withdraw)}
        >
          {t('withdraw')}
        </Button>
      )}
    </p>
  )
}
