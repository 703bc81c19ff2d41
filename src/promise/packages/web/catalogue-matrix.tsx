import { useState } from 'react'
import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import type { Catalogue } from '#promise/packages/domain/catalogue.ts'
import { hoursText, targetText } from '#promise/packages/domain/catalogue-changes.ts'
import type { MinimumFee } from '#promise/packages/domain/minimum-fee.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import {
  type MatrixCell,
  type MatrixGroup,
  type MatrixLine,
  packageMatrix,
  rowSpans,
} from '#promise/packages/domain/package-matrix.ts'
import { capital, pageWords } from '#promise/packages/domain/page-words.ts'
import { PackageBadge } from '#web/components/package-badge.tsx'
import classes from './catalogue-matrix.module.css'
import { usePackageWords } from './use-package-words.ts'

/** An edition as the matrix that is enforced; on a phone one package at a time. */
export function CatalogueMatrix({ catalogue, version }: { catalogue: Catalogue; version: number }) {
  const t = usePackageWords()
  const { packages, groups } = packageMatrix(catalogue, version, 'staff')
  const [shown, setShown] = useState(packages[0]?.code ?? '')
  const column = packages.findIndex(({ code }) => code === shown)
  return (
    <>
      <div className={classes.choice}>
        <SegmentedControl
          aria-label={t('packages')}
          fullWidth
          value={shown}
          data={packages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={setShown}
        />
      </div>
      <table className={classes.matrix} aria-label={t('matrix')}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('line')}</VisuallyHidden>
            </th>
            {packages.map((one, index) => (
              <th key={one.code} scope="col" data-other={index !== column || undefined}>
                <PackageBadge name={one.name} />
                <span className={classes.price}>{pageWords.percent(one.costPercent)}</span>
                <small>{t('ofSubscription')}</small>
                <FeeText fees={one.minimumFeeMinor} />
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupLines key={group.code} group={group} columns={packages.length} shown={column} />
        ))}
      </table>
    </>
  )
}

function FeeText({ fees = {} }: { fees?: MinimumFee | undefined }) {
  const listed = Object.entries(fees).map(([currency, minor]) => moneyWords(minor, currency, 'en'))
  return listed.length === 0 ? null : <small>{pageWords.atLeast(listed)}</small>
}

function GroupLines({ group, columns, shown }: { group: MatrixGroup; columns: number; shown: number }) {
  const t = usePackageWords()
  const spans = Array.from({ length: columns }, (_, column) => rowSpans(group.lines, column))
  const name = group.name ?? t(group.code === 'hours' ? 'hours' : 'response')
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={columns + 1}>
          {name}
        </th>
      </tr>
      {group.lines.map((line, row) => (
        <tr key={line.code}>
          <th scope="row">
            <LineName line={line} />
          </th>
          {line.cells.map((cell, column) => {
            const span = spans[column]?.[row] ?? 1
            const key = `${line.code} ${column}`
            const other = column !== shown || undefined
            if (span === 0)
              return (
                // On a phone lines stand alone, so that what a pool above reaches over is told again.
                <td key={key} className={classes.covered} data-other={other}>
                  {cell.kind === 'pool' && t('samePool', { limit: cell.pool.limit })}
                </td>
              )
            return (
              <td key={key} rowSpan={span} data-kind={toneOf(cell)} data-other={other}>
                <CellText cell={cell} />
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  )
}

function LineName({ line }: { line: MatrixLine }) {
  const t = usePackageWords()
  if (line.kind === 'hours') return t('hoursLine')
  return line.kind === 'target' ? pageWords.priority(line.priority, line.label) : line.label
}

/** What is not in a package stands back. */
function toneOf(cell: MatrixCell): 'none' | undefined {
  if (cell.kind === 'target') return cell.target === null ? 'none' : undefined
  return cell.kind === 'service' && cell.service.availability.kind === 'not_included' ? 'none' : undefined
}

function CellText({ cell }: { cell: MatrixCell }) {
  switch (cell.kind) {
    case 'hours':
      return hoursText(cell.hours)
    case 'target':
      return targetText(cell.target)
    case 'seats':
      return String(cell.count)
    case 'pool':
      return (
        <>
          {cell.service.label ?? pageWords.availability.limited}
          <small>{pageWords.poolHint(cell.pool.limit, cell.pool.unit, cell.pool.sharedBy.length)}</small>
        </>
      )
    case 'service':
      return <ServiceText cell={cell} />
  }
}

function ServiceText({ cell: { service, resolution } }: { cell: Extract<MatrixCell, { kind: 'service' }> }) {
  const { availability, label } = service
  const word =
    availability.kind === 'conditional'
      ? pageWords.certified(availability.certification)
      : pageWords.availability[availability.kind]
  const targets = (['high', 'medium', 'low'] as const).flatMap((priority) => {
    const target = resolution?.[priority]
    return target?.guaranteed === true ? [pageWords.resolutionTarget(target.minutes, priority)] : []
  })
  return (
    <>
      {label ?? word}
      {availability.kind === 'conditional' && (
        <small>{pageWords.certificationHint(availability.certification)}</small>
      )}
      {targets.length > 0 && <small>{capital(targets.join(', '))}</small>}
    </>
  )
}
