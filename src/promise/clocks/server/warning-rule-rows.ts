import './tables.ts'
import '#people/auth/server/tables.ts'
import { brokenRule } from '#people/auth/server/broken-rule.ts'
import type { Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { WarningRuleView } from '../domain/warning-contract.ts'

/** The rules as they are read, with the names of people. */
export async function readWarningRules(tx: Tx): Promise<WarningRuleView[]> {
  const rows = await tx
    .selectFrom('warning_rules as rule')
    .leftJoin('staff as person', 'person.id', 'rule.staff_id')
    .select(['rule.id', 'rule.share', 'rule.tell', 'rule.tracked', 'rule.version'])
    .select(['person.id as person_id', 'person.name', 'person.active'])
    .orderBy('rule.share')
    .orderBy('rule.id')
    .execute()
  return rows.map(({ person_id: id, name, active, ...rule }) => ({
    ...rule,
    person: id === null || name === null || active === null ? null : { id, name, active },
  }))
}

/** One rule as it is read now. Throws `not_found` where there is none of this id. */
export async function readWarningRule(tx: Tx, id: string): Promise<WarningRuleView> {
  const found = (await readWarningRules(tx)).find((rule) => rule.id === id)
  if (found === undefined) throw notFound('rule')
  return found
}

/** Throws `rule_exists` where the same is told to the same people at the same share already. */
export async function writeOnce<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (brokenRule(error) !== 'warning_rules_share_tell_staff_id_key') throw error
    throw conflict('rule_exists', 'They are told at this share already. Nothing was saved.')
  }
}
