import { route, type Route } from '#platform/http/route.ts'
import {
  countNotificationsEndpoint,
  listNotificationsEndpoint,
  readMailSwitchEndpoint,
  readNotificationSettingsEndpoint,
  readNotificationsEndpoint,
  saveNotificationSettingsEndpoint,
  turnMailOffEndpoint,
  unreadNotificationsEndpoint,
} from '../domain/contract.ts'
import { countNotifications, listNotifications } from './list-notifications.ts'
import { readMailSwitch, turnMailOff } from './mail-switch.ts'
import { markRead, markUnread } from './mark-notifications.ts'
import { readSettings, saveSettings } from './notification-settings.ts'

export const notificationRoutes: Route[] = [
  route(listNotificationsEndpoint, 'notification.read', listNotifications),
  route(countNotificationsEndpoint, 'notification.read', (ctx) => countNotifications(ctx)),
  route(readNotificationsEndpoint, 'notification.read', markRead),
  route(unreadNotificationsEndpoint, 'notification.read', markUnread),
  route(readNotificationSettingsEndpoint, 'notification.read', (ctx) => readSettings(ctx)),
  route(saveNotificationSettingsEndpoint, 'notification.read', saveSettings),
  route(readMailSwitchEndpoint, 'public', readMailSwitch),
  route(turnMailOffEndpoint, 'public', turnMailOff),
]
