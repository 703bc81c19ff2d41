import { Button, Checkbox, CloseButton, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { weekdays } from '#promise/calendars/domain/calendar.ts'
import type { Priority } from '#promise/packages/domain/catalogue.ts'
import type { DraftDocument } from '#promise/packages/domain/draft-document.ts'
import { valueAt } from '#promise/packages/domain/draft-path.ts'
import {
  readTarget,
  type TargetKind,
  usualPromise,
  writeTarget,
} from '#promise/packages/domain/draft-target.ts'
import { amountText, currencies, parseAmount } from '#promise/packages/domain/money.ts'
import { duration } from '#promise/packages/domain/page-words.ts'
import { parseDuration } from '#promise/packages/domain/parse-duration.ts'
import type { CatalogueProblem } from '#promise/packages/domain/read-catalogue-text.ts'
import { DraftField, fieldId, plainText, problemAt } from './draft-field.tsx'
import classes from './draft-table.module.css'
import type { DraftEditor } from './use-draft-editor.ts'
import { useDraftWords } from './use-draft-words.ts'

export type ColumnProps = {
  document: DraftDocument
  code: string
  /** Of the package, to be read aloud. */
  name: string
  problems: readonly CatalogueProblem[]
  edit: DraftEditor['edit']
}

/** A target of one priority, and whether it is promised. */
export function TargetField({
  kind,
  priority,
  document,
  code,
  name,
  problems,
  edit,
}: ColumnProps & { kind: TargetKind; priority: Priority }) {
  const t = useDraftWords()
  const path = [kind, priority, code]
  const usual = usualPromise(document, kind, priority, code)
  const { minutes, promise } = readTarget(valueAt(document, path), usual)
  const label = `${t(`group.${kind}`)}, ${t(`priority.${priority}`)}, ${name}`
  return (
    <div className={classes.cell}>
      <div className={classes.choice}>
        <DraftField
          label={label}
          path={path}
          value={minutes}
          width={88}
          placeholder="–"
          write={(value) => (typeof value === 'number' && value > 0 ? duration(value) : plainText(value))}
          read={(text) => (text.trim() === '' ? null : (parseDuration(text) ?? text))}
          onEdit={(value) => edit([{ path, value: writeTarget(value ?? null, promise, usual) }])}
          problem={problemAt(problems, path)}
        />
        {minutes !== null && kind === 'nextResponseMinutes' && (
          <span className={classes.unit}>{t('tracked')}</span>
        )}
        {minutes !== null && kind !== 'nextResponseMinutes' && (
          <NativeSelect
            size="xs"
            aria-label={`${t('promise')}: ${label}`}
            value={promise}
            data={[
              { value: 'guaranteed', label: t('guaranteed') },
              { value: 'tracked', label: t('tracked') },
            ]}
            onChange={({ currentTarget }) => {
              const next = currentTarget.value === 'guaranteed' ? 'guaranteed' : 'tracked'
              const kept = typeof minutes === 'number' || typeof minutes === 'string' ? minutes : null
              edit([{ path, value: writeTarget(kept, next, usual) }])
            }}
          />
        )}
      </div>
    </div>
  )
}

/** When a package is open: always, or on some days between two times. */
export function HoursField({ document, code, name, problems, edit }: ColumnProps) {
  const t = useDraftWords()
  const path = ['supportHours', code]
  const isAlways = valueAt(document, [...path, 'always']) === true
  const found = valueAt(document, [...path, 'days'])
  const days: unknown[] = Array.isArray(found) ? found : []
  const times = ['from', 'to'] as const
  return (
    <div className={classes.cell}>
      <NativeSelect
        id={fieldId(path)}
        size="xs"
        aria-label={`${t('hoursKind')}: ${name}`}
        value={isAlways ? 'always' : 'weekly'}
        data={[
          { value: 'always', label: t('always') },
          { value: 'weekly', label: t('weekly') },
        ]}
        error={problemAt(problems, path)}
        onChange={({ currentTarget }) =>
          edit([
            {
              path,
              value:
                currentTarget.value === 'always'
                  ? { always: true }
                  : { days: weekdays.slice(0, 5), from: '09:00', to: '18:00' },
            },
          ])
        }
      />
      {!isAlways && (
        <>
          <fieldset className={classes.days} aria-label={`${t('days')}: ${name}`}>
            {weekdays.map((day) => (
              <Checkbox
                key={day}
                size="xs"
                label={day.slice(0, 1).toUpperCase() + day.slice(1, 2)}
                aria-label={`${day}, ${name}`}
                checked={days.includes(day)}
                onChange={({ currentTarget }) => {
                  const chosen = weekdays.filter((one) =>
                    one === day ? currentTarget.checked : days.includes(one),
                  )
                  edit([{ path: [...path, 'days'], value: chosen }])
                }}
              />
            ))}
          </fieldset>
          <div className={classes.choice}>
            {times.map((end) => (
              <DraftField
                key={end}
                isLabelled
                label={t(end === 'from' ? 'from' : 'until')}
                path={[...path, end]}
                value={valueAt(document, [...path, end])}
                width={88}
                placeholder="09:00"
                write={plainText}
                read={(text) => (/^\d:\d\d$/.test(text.trim()) ? `0${text.trim()}` : text.trim())}
                onEdit={(value) => edit([{ path: [...path, end], value }])}
              />
            ))}
          </div>
        </>
      )}
    </div>
  )
}

const isUsual = (currency: string): boolean => ['EUR', 'USD', 'GBP', 'CHF'].includes(currency)

/** The least a package costs a year, in as many currencies as there are minimums. */
export function FeeFields({
  row,
  document,
  name,
  problems,
  edit,
}: Omit<ColumnProps, 'code'> & { row: number }) {
  const t = useDraftWords()
  const path = ['packages', row, 'minimumFeeMinor']
  const found = valueAt(document, path)
  const fees = found !== null && typeof found === 'object' ? Object.entries(found) : []
  const [isAdding, setAdding] = useState(false)
  const free = currencies().filter((one) => fees.every(([currency]) => currency !== one))
  return (
    <div className={classes.cell}>
      {fees.map(([currency, minor]: [string, unknown]) => (
        <div key={currency} className={classes.choice}>
          <DraftField
            label={`${t('feeAmount', { currency })}, ${name}`}
            path={[...path, currency]}
            value={minor}
            width={104}
            inputMode="decimal"
            write={(value) => (typeof value === 'number' ? amountText(value, currency) : plainText(value))}
            read={(text) => parseAmount(text, currency) ?? text}
            onEdit={(value) => edit([{ path: [...path, currency], value }])}
            problem={problemAt(problems, [...path, currency])}
          />
          <span className={classes.unit}>{currency}</span>
          <CloseButton
            size="sm"
            aria-label={`${t('feeRemove', { currency })}, ${name}`}
            onClick={() => edit([{ path: fees.length > 1 ? [...path, currency] : path, value: undefined }])}
          />
        </div>
      ))}
      {isAdding ? (
        <NativeSelect
          size="xs"
          id={`${fieldId(path)}-new`}
          aria-label={`${t('feeCurrency')}, ${name}`}
          value=""
          data={['', ...free.filter(isUsual), ...free.filter((one) => !isUsual(one))]}
          onChange={({ currentTarget }) => {
            setAdding(false)
            if (currentTarget.value !== '') edit([{ path: [...path, currentTarget.value], value: '' }])
          }}
          onBlur={() => setAdding(false)}
        />
      ) : (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${t('feeAdd')}, ${name}`}
          onClick={() => {
            setAdding(true)
            setTimeout(() => globalThis.document.getElementById(`${fieldId(path)}-new`)?.focus())
          }}
        >
          {t('feeAdd')}
        </Button>
      )}
    </div>
  )
}
