import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { inviteStaffEndpoint, resetSecondStepEndpoint } from '#people/auth/domain/link-contract.ts'
import {
  endStaffEndpoint,
  restoreStaffEndpoint,
  type StaffRecord,
} from '#people/auth/domain/staff-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import classes from './staff-people.module.css'
import { type Handed, handedOf } from './handed-link.tsx'
import { useInvitationWords } from './use-invitation-words.ts'
import { useMe } from './use-me.ts'
import { staffQuery } from './use-staff.ts'
import { useStaffWords } from './use-staff-words.ts'

type StaffMenuProps = { person: StaffRecord; onEdit: () => void; onHanded: (handed: Handed) => void }

/** What an admin can do with one person. Ending is done at once and can be undone. */
export function StaffMenu({ person, onEdit, onHanded }: StaffMenuProps) {
  const t = useStaffWords()
  const tInvitation = useInvitationWords()
  const isMe = useMe().id === person.id
  const actions = useStaffActions(person, onHanded)
  return (
    <Menu position="bottom-end" width={224}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { name: person.name })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        {person.state === 'invited' && (
          <Menu.Item onClick={() => actions.invite(false)}>
            {t(person.invitedAt === null ? 'invite' : 'inviteAgain')}
          </Menu.Item>
        )}
        {person.state === 'invited' && (
          <Menu.Item onClick={() => actions.invite(true)}>{tInvitation('copyLink')}</Menu.Item>
        )}
        {person.twoStep && !isMe && <Menu.Item onClick={actions.resetTwoStep}>{t('resetTwoStep')}</Menu.Item>}
        {person.state === 'ended' && <Menu.Item onClick={actions.restore}>{t('restore')}</Menu.Item>}
        {person.state !== 'ended' && !isMe && <Menu.Item onClick={actions.end}>{t('end')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

function useStaffActions({ id, name, role, email }: StaffRecord, onHanded: StaffMenuProps['onHanded']) {
  const t = useStaffWords()
  const queryClient = useQueryClient()
  const attempt = async (work: () => Promise<string | undefined>, undo?: () => void): Promise<void> => {
    try {
      const message = await work()
      if (message !== undefined) toast({ message, undo })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: staffQuery.queryKey })
    void queryClient.invalidateQueries({ queryKey: ['lines'] })
  }
  const restore = (): void =>
    void attempt(async () => {
      await request(restoreStaffEndpoint, { params: { id } })
      return t('restored', { name, role: t(`role.${role}`) })
    })
  return {
    restore,
    end: (): void =>
      void attempt(async () => {
        await request(endStaffEndpoint, { params: { id } })
        return t('ended', { name })
      }, restore),
    resetTwoStep: (): void =>
      void attempt(async () => {
        await request(resetSecondStepEndpoint, { params: { id }, body: {} })
        return t('twoStepReset', { name })
      }),
    invite: (handOver: boolean): void =>
      void attempt(async () => {
        const handed = handedOf(
          name,
          await request(inviteStaffEndpoint, { params: { id }, body: { handOver } }),
        )
        if (handed === undefined) return t('invited', { email })
        onHanded(handed)
        return undefined
      }),
  }
}
