import { Popover } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import { useMe } from '#people/auth/web/use-me.ts'
import { LatestNotifications } from './latest-notifications.tsx'
import { unreadQuery } from './notification-queries.ts'
import classes from './notifications.module.css'
import { useNotificationWords } from './use-notification-words.ts'

const mostShown = 99

/** The bell with its number, in every layout; it opens the latest ten. */
export function NotificationBell() {
  const t = useNotificationWords()
  const { data: unread = 0 } = useQuery(unreadQuery)
  const [opened, popover] = useDisclosure(false)
  const { kind } = useMe()
  const isNarrow = useMediaQuery('(max-width: 767px)')
  const isRail = kind === 'staff' && isNarrow !== true
  return (
    <Popover
      opened={opened}
      onChange={popover.close}
      onDismiss={popover.close}
      position={isRail ? 'right-end' : 'bottom-end'}
      middlewares={{ flip: true, shift: { padding: 12 } }}
      trapFocus
      returnFocus
      width="min(400px, calc(100vw - 24px))"
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.bell}
          aria-haspopup="dialog"
          aria-expanded={opened}
          aria-label={unread === 0 ? t('bell.labelNone') : t('bell.label', { count: unread })}
          onClick={popover.toggle}
        >
          <span className={classes.icon}>
            <IconBell size={20} stroke={1.5} aria-hidden />
            {unread > 0 && (
              <span className={classes.badge} aria-hidden>
                {unread > mostShown ? t('bell.more') : unread}
              </span>
            )}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('list.latest')}>
        {opened && <LatestNotifications onChoose={popover.close} />}
      </Popover.Dropdown>
    </Popover>
  )
}
