type AdminGroup = 'overview' | 'promise' | 'people' | 'ways' | 'system'

/** One page of the admin console: where it is, its name in `admin/web/admin-words.en.ts`, who sees it. */
type AdminEntry = { group: AdminGroup; href: string; words: string; permission: string }

/** The groups of the menu, in order; their names are `group.…` of the words. */
export const adminGroups: readonly AdminGroup[] = ['overview', 'promise', 'people', 'ways', 'system']

/** Every page of the admin console, in the order of the menu. */
export const adminNav: readonly AdminEntry[] = [
  { group: 'overview', href: '/admin', words: 'nav.overview', permission: 'admin.open' },
  { group: 'ways', href: '/admin/email', words: 'nav.email', permission: 'mail.manage' },
  { group: 'ways', href: '/admin/mailboxes', words: 'nav.mailboxes', permission: 'mail.manage' },
  { group: 'ways', href: '/admin/senders', words: 'nav.senders', permission: 'mail.read' },
  { group: 'ways', href: '/admin/mail-templates', words: 'nav.mailTemplates', permission: 'mail.manage' },
  { group: 'system', href: '/admin/health', words: 'nav.health', permission: 'health.read' },
  { group: 'system', href: '/admin/webhooks', words: 'nav.webhooks', permission: 'webhook.manage' },
  { group: 'system', href: '/admin/keys', words: 'nav.keys', permission: 'key.manage' },
  { group: 'overview', href: '/admin/vendor', words: 'nav.vendor', permission: 'vendor.read' },
  { group: 'promise', href: '/admin/packages', words: 'nav.packages', permission: 'catalogue.read' },
  { group: 'promise', href: '/admin/calendars', words: 'nav.calendars', permission: 'calendar.read' },
  { group: 'promise', href: '/admin/warnings', words: 'nav.warnings', permission: 'warning.read' },
  { group: 'promise', href: '/admin/products', words: 'nav.products', permission: 'admin.open' },
  { group: 'system', href: '/admin/audit', words: 'nav.audit', permission: 'audit.read' },
  { group: 'people', href: '/admin/people', words: 'nav.people', permission: 'staff.read' },
  { group: 'people', href: '/admin/lines', words: 'nav.lines', permission: 'line.read' },
]
