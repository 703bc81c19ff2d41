import { route } from '#platform/http/route.ts'
import {
  addWarningRuleEndpoint,
  changeWarningRuleEndpoint,
  listWarningRulesEndpoint,
  removeWarningRuleEndpoint,
} from '../domain/warning-contract.ts'
import { addWarningRule } from './add-warning-rule.ts'
import { changeWarningRule } from './change-warning-rule.ts'
import { listWarningRules } from './list-warning-rules.ts'
import { removeWarningRule } from './remove-warning-rule.ts'

/** Who hears of a running clock, and when. */
export const warningRoutes = [
  route(listWarningRulesEndpoint, 'warning.read', (ctx) => listWarningRules(ctx)),
  route(addWarningRuleEndpoint, 'warning.change', addWarningRule),
  route(changeWarningRuleEndpoint, 'warning.change', changeWarningRule),
  route(removeWarningRuleEndpoint, 'warning.change', removeWarningRule),
]
