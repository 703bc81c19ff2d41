import { type CaseSummary, listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { DeskFindField } from './desk-find-field.tsx'
import { useWorkWords } from './desk-use-work-words.ts'

export type FoundCase = Pick<CaseSummary, 'reference' | 'subject' | 'account'>

type DeskCaseFieldProps = {
  label: string
  note?: string
  /** The case that is not meant, by reference. */
  except: string
  /** Only cases of this account. */
  accountId?: string | undefined
  chosen: FoundCase | undefined
  onChoose: (found: FoundCase | undefined) => void
}

/** Finds another case by reference, word or customer. */
export function DeskCaseField({ except, accountId, ...field }: DeskCaseFieldProps) {
  const t = useWorkWords()
  const find = async (q: string, signal: AbortSignal): Promise<FoundCase[]> => {
    const query = { q, sort: 'newest' as const, limit: 8, ...(accountId !== undefined && { accountId }) }
    const { items } = await request(listCasesEndpoint, { query, signal })
    return items.filter(({ reference }) => reference !== except)
  }
  return (
    <DeskFindField
      {...field}
      name={`cases of ${accountId ?? 'all'}`}
      placeholder={t('find.placeholder')}
      find={find}
      keyOf={({ reference }) => reference}
      draw={({ reference, subject, account }) => ({ title: subject, text: `${reference}, ${account.name}` })}
    />
  )
}
