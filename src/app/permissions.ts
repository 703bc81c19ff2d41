import type { Role } from '#platform/context.ts'

const staff = ['agent', 'manager', 'admin'] as const
const managers = ['manager', 'admin'] as const
const contacts = ['contact', 'contact_admin'] as const
const everyone = [...staff, ...contacts] as const

/** Who may do what: the one table. What exactly may be seen or changed is asked of each object besides. */
const table: Readonly<Record<string, readonly Role[]>> = {
  public: ['anonymous', ...everyone],
  'me.read': everyone,
  'me.change': everyone,
  'live.listen': everyone,
  'product.read': everyone,
  'cover.read': everyone,
  'entitlement.ask': everyone,
  'case.read': everyone,
  'case.open': everyone,
  'case.reply': everyone,
  'message.take_back': staff,
  'presence.share': staff,
  'case.change': everyone,
  'case.reopen': everyone,
  'case.confirm': contacts,
  'case.solve': staff,
  'case.work': staff,
  'case.share': everyone,
  'priority.ask': contacts,
  'case.rank': contacts,
  'request.use': contacts,
  'service.ask': contacts,
  'certification.read': contacts,
  'service.read': staff,
  'service.decide': managers,
  'file.upload': everyone,
  'line.read': staff,
  'line.change': ['admin'],
  'warning.read': managers,
  'warning.change': ['admin'],
  'contact.find': staff,
  'account.read': staff,
  'account.write': managers,
  'agreement.read': staff,
  'agreement.write': managers,
  'quote.read': staff,
  'quote.issue': managers,
  'what_if.read': staff,
  'agreement.papers': [...staff, 'contact_admin'],
  'seat.read': everyone,
  'seat.manage': [...managers, 'contact_admin'],
  'pool.read': everyone,
  'pool.adjust': managers,
  'staff.invite': ['admin'],
  'staff.two_step_reset': ['admin'],
  'contact.invite': ['manager', 'admin', 'contact_admin'],
  'triage.read': staff,
  'triage.decide': staff,
  'mail.read': staff,
  'mail.send_again': staff,
  'mail.manage': ['admin'],
  'notification.read': everyone,
  'admin.open': managers,
  'health.read': managers,
  'job.retry': managers,
  'time.trust': ['admin'],
  'key.manage': ['admin'],
  'webhook.manage': ['admin'],
  'breach.read': staff,
  'breach.record': staff,
  'breach.review': managers,
  'breach.causes': ['admin'],
  'decision.read': staff,
  'decision.waive': managers,
  'refusal.read': managers,
  'audit.read': managers,
  'calendar.read': managers,
  'catalogue.read': managers,
  'catalogue.import': ['admin'],
  'catalogue.draft': ['admin'],
  'vendor.read': managers,
  'vendor.change': ['admin'],
  'staff.read': staff,
  'staff.change': ['admin'],
  'product.change': ['admin'],
}

export function permits(permission: string, role: Role): boolean {
  return role === 'system' || (table[permission]?.includes(role) ?? false)
}

export function permissionsOf(role: Role): readonly string[] {
  return Object.keys(table).filter((permission) => permits(permission, role))
}

/**
 * What a key of the API may be given: each scope with its permissions. The rest is in `neverByKey`. Beyond this a
 * key never has more than the role of the person who made it.
 */
export const keyScopes: Readonly<Record<string, readonly string[]>> = {
  'read:cases': ['case.read', 'line.read', 'service.read', 'decision.read', 'breach.read'],
  'write:cases': [
    'case.open',
    'case.reply',
    'case.change',
    'case.reopen',
    'case.solve',
    'case.work',
    'case.share',
    'breach.record',
    'message.take_back',
    'entitlement.ask',
    'file.upload',
  ],
  'read:customers': [
    'contact.find',
    'cover.read',
    'product.read',
    'account.read',
    'agreement.read',
    'quote.read',
    'what_if.read',
    'agreement.papers',
    'seat.read',
    'pool.read',
  ],
  'write:customers': ['account.write', 'agreement.write', 'quote.issue', 'seat.manage'],
  'read:mail': ['triage.read', 'mail.read'],
}

/**
 * What no key can do, whatever its scopes: what is one person's own, what only a person's judgement decides, what
 * lets people in, and what settles how the installation works.
 */
export const neverByKey: readonly string[] = [
  'pool.adjust',
  'me.read',
  'me.change',
  'live.listen',
  'presence.share',
  'notification.read',
  'case.confirm',
  'priority.ask',
  'case.rank',
  'request.use',
  'service.ask',
  'certification.read',
  'service.decide',
  'triage.decide',
  'mail.send_again',
  'staff.invite',
  'staff.two_step_reset',
  'contact.invite',
  'mail.manage',
  'admin.open',
  'health.read',
  'job.retry',
  'time.trust',
  'key.manage',
  'webhook.manage',
  'catalogue.read',
  'catalogue.import',
  'catalogue.draft',
  'calendar.read',
  'line.change',
  'warning.read',
  'warning.change',
  'audit.read',
  'breach.review',
  'breach.causes',
  'decision.waive',
  'refusal.read',
  'vendor.read',
  'vendor.change',
  'staff.read',
  'staff.change',
  'product.change',
]

export const permissionNames: readonly string[] = Object.keys(table)
