import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import type { MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import classes from './mailboxes.module.css'
import { useConnect, useMoveMailbox } from './use-mailbox-moves.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

/** What an admin can do with one mailbox. Removing is done at once and can be undone. */
export function MailboxMenu({ mailbox }: { mailbox: MailboxView }) {
  const t = useMailboxWords()
  const { id, name, state, signIn } = mailbox
  const move = useMoveMailbox(mailbox)
  const connect = useConnect(id)
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { name })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={AppLink} href={`/admin/mailboxes/${id}`}>
          {t('edit')}
        </Menu.Item>
        {signIn.kind === 'oauth' && (
          <Menu.Item onClick={() => void connect()}>
            {t(signIn.isAllowed ? 'connect' : 'connectFirst')}
          </Menu.Item>
        )}
        {state === 'on' ? (
          <Menu.Item onClick={() => void move('off')}>{t('off')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => void move('on')}>{t('on')}</Menu.Item>
        )}
        <Menu.Item onClick={() => void move('removed')}>{t('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
