import '#desk/cases/server/tables.ts'
import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'
import type { NotificationFacts } from '../domain/notification-words.ts'
import type { Person, Scene } from '../domain/whom-to-tell.ts'

export type NamedPerson = Person & { name: string }

export type CaseScene = Scene & {
  case: { id: CaseId; accountId: AccountId }
  /** Who answers for the line that has the case; null where it has nobody, or they have left. */
  lineManager: Person | null
  /** Everybody who works here, to find who is meant by a name. */
  staff: readonly NamedPerson[]
  facts: NotificationFacts
}

/** Who stands around a case now: whoever has left since is told nothing. Undefined where there is no case. */
export async function readScene(tx: Tx, caseId: CaseId): Promise<CaseScene | undefined> {
  const found = await tx
    .selectFrom('cases as c')
    .innerJoin('accounts as account', 'account.id', 'c.account_id')
    .innerJoin('lines as line', 'line.number', 'c.line')
    .select(['c.id', 'c.account_id', 'c.reference', 'c.subject', 'c.contact_id', 'c.assignee_id', 'c.line'])
    .select(['c.priority', 'account.name as account_name', 'line.manager_id'])
    .where('c.id', '=', caseId)
    .executeTakeFirst()
  if (found === undefined) return undefined
  const customers = await readCustomers(tx, found.id)
  const staff = await readStaffPeople(tx)
  const line = await readLine(tx, found.line)
  return {
    case: { id: found.id, accountId: found.account_id },
    actor: null,
    opener: customers.find((one) => one.id === found.contact_id) ?? null,
    watchers: customers.filter((one) => one.id !== found.contact_id),
    assignee: staff.find((one) => one.id === found.assignee_id) ?? null,
    line: staff.filter((one) => line.includes(one.id)),
    lineManager: staff.find((one) => one.id === found.manager_id) ?? null,
    managers: managersOf(staff),
    staff,
    facts: {
      reference: found.reference,
      subject: found.subject,
      account: found.account_name,
      priority: found.priority,
    },
  }
}

/** The people of the vendor where nothing belongs to a case: its first line, its managers, its admins. */
export async function readVendorScene(tx: Tx): Promise<Scene & { admins: readonly Person[] }> {
  const staff = await readStaffPeople(tx)
  const line = await readLine(tx, 1)
  const admins = staff.filter((one) => one.role === 'admin')
  return {
    actor: null,
    opener: null,
    watchers: [],
    assignee: null,
    line: staff.filter((one) => line.includes(one.id)),
    managers: managersOf(staff),
    admins,
  }
}

/** Where there are none, the admins, who run the installation. */
function managersOf(staff: Awaited<ReturnType<typeof readStaffPeople>>): NamedPerson[] {
  const managers = staff.filter((one) => one.role === 'manager')
  return managers.length > 0 ? managers : staff.filter((one) => one.role === 'admin')
}

async function readCustomers(tx: Tx, caseId: CaseId): Promise<NamedPerson[]> {
  const rows = await tx
    .selectFrom('contacts as contact')
    .innerJoin('cases as c', 'c.account_id', 'contact.account_id')
    .leftJoin('case_watchers as watcher', (join) =>
      join.onRef('watcher.case_id', '=', 'c.id').onRef('watcher.contact_id', '=', 'contact.id'),
    )
    .select(['contact.id', 'contact.name', 'contact.user_id'])
    .where('c.id', '=', caseId)
    .where('contact.ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('contact.id', '=', eb.ref('c.contact_id')), eb('watcher.case_id', 'is not', null)]),
    )
    .execute()
  return rows.map(({ id, name, user_id: login }) => ({ kind: 'contact', id, name, login }))
}

async function readStaffPeople(tx: Tx) {
  const rows = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'user_id', 'role'])
    .where('active', '=', true)
    .execute()
  return rows.map(({ id, name, role, user_id: login }) => ({ kind: 'staff' as const, id, name, role, login }))
}

async function readLine(tx: Tx, line: number): Promise<string[]> {
  const rows = await tx.selectFrom('line_members').select('staff_id').where('line', '=', line).execute()
  return rows.map((row) => row.staff_id)
}

/** A contact who can still sign in, as a person; null otherwise. */
export async function readContactPerson(
  tx: Tx,
  id: string,
): Promise<(NamedPerson & { accountId: AccountId }) | null> {
  const row = await tx
    .selectFrom('contacts')
    .select(['id', 'name', 'user_id', 'account_id'])
    .where('id', '=', id as ContactId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return { kind: 'contact', id: row.id, name: row.name, login: row.user_id, accountId: row.account_id }
}
