import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '#people/accounts/web/account-queries.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import {
  type ActivationProblem,
  activationProblemText,
} from '#promise/agreements/domain/activation-problems.ts'
import { draftProblems } from '#promise/agreements/domain/draft-problems.ts'
import { agreementsQuery } from './agreement-queries.ts'
import { type DraftForm, draftOfForm } from './draft-form.ts'
import { useDayWords } from './use-agreement-words.ts'

export type FormProblem = ActivationProblem & { text: string }

/**
 * What keeps the draft in the form from becoming active, by the rule the server asks when it activates (SPEC 2.2).
 * Undefined while something is still loaded or a date is missing.
 */
export function useDraftCheck(
  accountId: string,
  form: DraftForm,
  stored: { id: string | null; renewsId: string | null },
): FormProblem[] | undefined {
  const day = useDayWords()
  const products = useProducts().data
  const environments = useQuery(environmentsQuery(accountId)).data?.items
  const agreements = useQuery(agreementsQuery(accountId)).data?.items
  if (products === undefined || environments === undefined || agreements === undefined) return undefined
  const facts = { products, environments: environments.map(({ product }) => product.code), agreements }
  const nameOf = (code: string): string => products.find((product) => product.code === code)?.name ?? code
  return draftProblems(draftOfForm(form, stored), facts)?.map((problem) => ({
    ...problem,
    text: activationProblemText(named(problem, nameOf)).replaceAll(/\d{4}-\d\d-\d\d/g, day),
  }))
}

/** The problem with the product’s name where its code stood: for words, not for rules. */
function named(problem: ActivationProblem, nameOf: (code: string) => string): ActivationProblem {
  switch (problem.code) {
    case 'subscription_not_covered':
      return { ...problem, values: { ...problem.values, productCode: nameOf(problem.values.productCode) } }
    case 'product_not_covered':
      return { ...problem, values: { ...problem.values, productCode: nameOf(problem.values.productCode) } }
    default:
      return problem
  }
}
