import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { warningTells } from './warning-rule.ts'

const warningRuleView = z.object({
  id: z.uuid(),
  /** Percent of the working time; 100 is the breach. */
  share: z.number().int(),
  tell: z.enum(warningTells),
  /** Who, where it is one person; whoever has left is told nothing. */
  person: z.object({ id: z.uuid(), name: z.string(), active: z.boolean() }).nullable(),
  /** Also for targets that were promised to nobody. */
  tracked: z.boolean(),
  version: z.number().int(),
})
export type WarningRuleView = z.output<typeof warningRuleView>

export const listWarningRulesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/warning-rules',
  summary: 'Managers: who hears of a running clock, at which shares of its working time.',
  response: z.object({ items: z.array(warningRuleView) }),
  csv: csvTable<WarningRuleView>('warnings', {
    'At percent of the time': (item) => item.share,
    Tell: (item) => item.tell,
    Person: (item) => item.person?.name,
    'Own targets too': (item) => item.tracked,
  }),
})

const rule = z.strictObject({
  share: z.number().int().min(1, 'From 1 to 100 percent.').max(100, 'From 1 to 100 percent.'),
  tell: z.enum(warningTells),
  staffId: z.uuid().nullable().default(null),
  tracked: z.boolean().default(false),
})
const namesPerson = (one: { tell: string; staffId: string | null }): boolean =>
  (one.tell === 'person') === (one.staffId !== null)
const personError = { path: ['staffId'], message: 'Name the person, and nobody where it is not one person.' }

export const addWarningRuleInput = rule.refine(namesPerson, personError)

export const addWarningRuleEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/warning-rules',
  summary: 'Admins: let somebody hear of clocks at a share of their time. New cases go by a new share.',
  body: addWarningRuleInput,
  response: warningRuleView,
  status: 201,
})

const byId = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()

/** Written as a whole; `version` is the one that was read. */
const changedRule = rule.extend({ version })
export const changeWarningRuleInput = changedRule.extend(byId.shape).refine(namesPerson, personError)

export const changeWarningRuleEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/warning-rules/{id}',
  summary: 'Admins: change who hears, or when.',
  params: byId,
  body: changedRule.refine(namesPerson, personError),
  response: warningRuleView,
})

export const removeWarningRuleInput = byId.extend({ version: z.coerce.number().int().positive() })

export const removeWarningRuleEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/warning-rules/{id}',
  summary: 'Admins: remove a rule of warnings, as it was read.',
  params: byId,
  query: removeWarningRuleInput.omit({ id: true }),
  response: z.undefined(),
  status: 204,
})
