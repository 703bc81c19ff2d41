import { randomUUID } from 'node:crypto'

const v1 = '/api/v1'
/** Nobody was ever sent this link. */
const unknownLink = 'a'.repeat(26)

/** Everybody's own, whoever asks; and links below mail, which open to who holds them. */
export const notificationRequests = {
  'GET /api/v1/notifications': () => ({ url: `${v1}/notifications` }),
  'GET /api/v1/notifications/count': () => ({ url: `${v1}/notifications/count` }),
  'POST /api/v1/notifications/read': () => ({ url: `${v1}/notifications/read`, body: { all: true } }),
  'POST /api/v1/notifications/unread': () => ({
    url: `${v1}/notifications/unread`,
    body: { ids: [randomUUID()] },
  }),
  'GET /api/v1/notification-settings': () => ({ url: `${v1}/notification-settings` }),
  'PUT /api/v1/notification-settings': () => ({
    url: `${v1}/notification-settings`,
    body: { digest: { rhythm: 'daily', hour: 8 } },
  }),
  'GET /api/v1/mail-switches/{token}': () => ({ url: `${v1}/mail-switches/${unknownLink}` }),
  'POST /mail-off/{token}': () => ({ url: `/mail-off/${unknownLink}`, body: {} }),
}
