import type { WarningRule } from '#promise/clocks/domain/warning-rule.ts'
import type { Person } from './whom-to-tell.ts'

/** Who can be meant by a rule of warnings, as things are now; only people who work here. */
export type Around = {
  assignee: Person | null
  line: readonly Person[]
  lineManager: Person | null
  managers: readonly Person[]
  staff: readonly Person[]
}

type Rule = Pick<WarningRule, 'tell' | 'staffId' | 'tracked'>

/**
 * Whom the rules of one share name for a clock, everybody once: all rules for what was promised, those that say so
 * for a target of our own. A case that nobody has is its line's; a line without a manager is the managers'.
 */
export function peopleOfRules(rules: readonly Rule[], guaranteed: boolean, around: Around): Person[] {
  const people = rules
    .filter(({ tracked }) => guaranteed || tracked)
    .flatMap((rule) => [...peopleOfRule(rule, around)])
  return people.filter((person, at) => people.findIndex(({ id }) => id === person.id) === at)
}

function peopleOfRule({ tell, staffId }: Rule, around: Around): readonly Person[] {
  const { assignee, line, lineManager, managers, staff } = around
  switch (tell) {
    case 'assignee':
      return assignee === null ? line : [assignee]
    case 'line':
      return line
    case 'line_manager':
      return lineManager === null ? managers : [lineManager]
    case 'managers':
      return managers
    case 'person':
      return staff.filter(({ id }) => id === staffId)
  }
}
