import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComparisonView } from '#desk/comparisons/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { packagesQuery } from '#promise/agreements/web/agreement-queries.ts'
import { type ComparisonSearch, shiftDay } from './comparison-search.ts'
import classes from './comparison.module.css'
import { useComparisonWords } from './use-comparison-words.ts'

type ComparisonChoicesProps = {
  accountId: string
  asked: ComparisonSearch
  shown: ComparisonView | undefined
}

/** Package and period; they stand in the address, so that what is seen can be sent to a colleague. */
export function ComparisonChoices({ accountId, asked, shown }: ComparisonChoicesProps) {
  const t = useComparisonWords()
  const go = useGo()
  const packages = useQuery(packagesQuery).data ?? []
  const until = asked.until ?? shown?.until
  const choose = (change: Partial<ComparisonSearch>): void => {
    const search = new URLSearchParams({ ...asked, ...change })
    go(`/desk/accounts/${accountId}/what-if?${search}`, 'replace')
  }
  const chooseDay = (date: string, change: (date: string) => Partial<ComparisonSearch>): void => {
    // A date that is being typed is not one yet.
    if (isCalendarDate(date)) choose(change(date))
  }
  return (
    <div className={classes.choices}>
      <NativeSelect
        label={t('package')}
        value={asked.package ?? shown?.package.code ?? ''}
        data={packages.map(({ code, name, costPercent }) => ({
          value: code,
          label: t('packageOption', { name, percent: costPercent }),
        }))}
        onChange={(event) => choose({ package: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('from')}
        key={`from ${asked.from ?? shown?.from}`}
        defaultValue={asked.from ?? shown?.from ?? ''}
        onChange={(event) => chooseDay(event.currentTarget.value, (from) => ({ from }))}
      />
      <TextInput
        type="date"
        label={t('last')}
        key={`until ${until}`}
        defaultValue={until === undefined ? '' : shiftDay(until, -1)}
        onChange={(event) => chooseDay(event.currentTarget.value, (last) => ({ until: shiftDay(last, 1) }))}
      />
    </div>
  )
}
