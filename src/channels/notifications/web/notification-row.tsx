import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import type { NotificationItem } from '../domain/contract.ts'
import { addressOf } from '../domain/notification-words.ts'
import classes from './notifications.module.css'
import { useReadableFacts } from './use-readable-facts.ts'
import { useNotificationWords } from './use-notification-words.ts'

type NotificationRowProps = {
  item: NotificationItem
  /** Whether it names its case; not below a heading that does. */
  withCase?: boolean
  onChoose: (item: NotificationItem) => void
}

/** One notification: what happened, where, when. Following it is having read it. */
export function NotificationRow({ item, withCase = false, onChoose }: NotificationRowProps) {
  const t = useNotificationWords()
  const { kind: audience } = useMe()
  const { kind } = item
  const facts = useReadableFacts(item)
  return (
    <li className={classes.row} data-unread={item.readAt === null || undefined}>
      <AppLink href={addressOf(audience, kind, facts)} onClick={() => onChoose(item)}>
        <span
          className={classes.dot}
          role="img"
          aria-label={item.readAt === null ? t('list.unread') : undefined}
          aria-hidden={item.readAt !== null}
        />
        <span className={classes.what}>
          <b>{t(`told.${audience}.${kind}`, facts)}</b>
          {withCase && facts['subject'] !== undefined && (
            <span>
              {[facts['reference'], facts['subject']].filter((part) => part !== undefined).join(' · ')}
            </span>
          )}
        </span>
        <TimeText at={item.at} as="moment" />
      </AppLink>
    </li>
  )
}
