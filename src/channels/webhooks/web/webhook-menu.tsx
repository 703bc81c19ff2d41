import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useQueryClient } from '@tanstack/react-query'
import { changeWebhookEndpoint, type WebhookView } from '#channels/webhooks/domain/contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { useWebhookWords } from './use-webhook-words.ts'
import { webhooksKey } from './webhook-queries.ts'
import classes from './webhooks.module.css'

type WebhookMenuProps = { webhook: WebhookView; onEdit: () => void; onRenew: () => void }
type State = 'on' | 'off' | 'removed'

/** What an admin can do with one endpoint. Removing is done at once and can be undone. */
export function WebhookMenu({ webhook, onEdit, onRenew }: WebhookMenuProps) {
  const t = useWebhookWords()
  const { id, name, state } = webhook
  const move = useMoveWebhook(webhook)
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { name })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={AppLink} href={`/admin/webhooks/${id}/deliveries`}>
          {t('log')}
        </Menu.Item>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item onClick={onRenew}>{t('renew')}</Menu.Item>
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

const doneWords = { on: 'switchedOn', off: 'switchedOff', removed: 'removed' } as const

function useMoveWebhook({ id, name, state: before, version }: WebhookView) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const set = async (state: State, known: number, undo?: (now: number) => void): Promise<void> => {
    try {
      const now = await request(changeWebhookEndpoint, { params: { id }, body: { state, version: known } })
      const message = t(doneWords[state], { name })
      toast({ message, undo: undo === undefined ? undefined : () => undo(now.version) })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
  }
  return (state: State): Promise<void> => {
    if (state !== 'removed') return set(state, version)
    return set(state, version, (now) => void set(before === 'on' ? 'on' : 'off', now))
  }
}
