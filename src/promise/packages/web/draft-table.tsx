import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { cellEdits, type DraftCell, freshPoolCode } from '#promise/packages/domain/draft-cell.ts'
import { type Path, valueAt } from '#promise/packages/domain/draft-path.ts'
import type { CatalogueProblem } from '#promise/packages/domain/read-catalogue-text.ts'
import { CellField } from './draft-cell-field.tsx'
import { DraftField, numberOr, plainText, problemAt } from './draft-field.tsx'
import classes from './draft-table.module.css'
import { type ColumnProps, FeeFields, HoursField, TargetField } from './draft-terms-fields.tsx'
import type { DraftEditor } from './use-draft-editor.ts'
import { useDraftWords } from './use-draft-words.ts'

type DraftTableProps = {
  editor: DraftEditor
  problems: readonly CatalogueProblem[]
  /** The package that is shown on a phone. */
  shown: string
  onShow: (code: string) => void
  /** Whether it is saved; in sight wherever one is in the table. */
  state: ReactNode
}

/** The whole edition as fields: packages beside each other, on a phone one at a time. */
export function DraftTable({ editor, problems, shown, onShow, state }: DraftTableProps) {
  const t = useDraftWords()
  const { document, edit } = editor
  const { packages } = document
  const line = (key: string, name: string, cell: (column: ColumnProps, row: number) => ReactNode) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      {packages.map(({ code, name: packageName }, row) => (
        <td key={code} data-other={code !== shown || undefined}>
          {cell({ document, code, name: packageName, problems, edit }, row)}
        </td>
      ))}
    </tr>
  )
  return (
    <div>
      <div className={classes.packages}>
        <SegmentedControl
          aria-label={t('group.packages')}
          fullWidth
          value={shown}
          data={packages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={onShow}
        />
        {state}
      </div>
      <table className={classes.table} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('line')}</VisuallyHidden>
              <span className={classes.state}>{state}</span>
            </th>
            {packages.map(({ code, name }) => (
              <th key={code} scope="col" data-other={code !== shown || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <Group name={t('group.packages')} columns={packages.length}>
          {line('name', t('name'), ({ name }, row) => (
            <PlainField
              label={`${t('name')}, ${name}`}
              path={['packages', row, 'name']}
              {...{ editor, problems }}
            />
          ))}
          {line('price', t('price'), ({ name }, row) => (
            <PlainField
              isNumber
              label={`${t('priceShort')}, ${name}`}
              path={['packages', row, 'costPercentOfSubscription']}
              {...{ editor, problems }}
            />
          ))}
          {line('fee', t('fee'), (column, row) => (
            <FeeFields {...column} row={row} />
          ))}
          {line('seats', t('seats'), ({ code, name }) => (
            <PlainField
              isNumber
              label={`${t('seats')}, ${name}`}
              path={['authorisedContacts', code]}
              {...{ editor, problems }}
            />
          ))}
        </Group>
        <Group name={t('group.hours')} columns={packages.length}>
          {line('hours', t('hours'), (column) => (
            <HoursField {...column} />
          ))}
        </Group>
        {(['responseTimeMinutes', 'nextResponseMinutes', 'resolutionTimeMinutes'] as const).map((kind) => (
          <Group key={kind} name={t(`group.${kind}`)} columns={packages.length}>
            {PRIORITIES.map((priority) =>
              line(priority, t(`priority.${priority}`), (column) => (
                <TargetField {...column} kind={kind} priority={priority} />
              )),
            )}
          </Group>
        ))}
        <Services editor={editor} problems={problems} shown={shown} />
      </table>
    </div>
  )
}

function Group({ name, columns, children }: { name: string; columns: number; children: ReactNode }) {
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={columns + 1}>
          {name}
        </th>
      </tr>
      {children}
    </tbody>
  )
}

type PlainProps = {
  label: string
  path: Path
  isNumber?: boolean
  editor: DraftEditor
  problems: readonly CatalogueProblem[]
}

function PlainField({ label, path, isNumber = false, editor, problems }: PlainProps) {
  return (
    <DraftField
      label={label}
      path={path}
      value={valueAt(editor.document, path)}
      width={isNumber ? 88 : undefined}
      {...(isNumber && { inputMode: 'decimal' as const })}
      write={plainText}
      read={isNumber ? numberOr : (text) => text}
      onEdit={(value) => editor.edit([{ path, value }])}
      problem={problemAt(problems, path)}
    />
  )
}

/** The services in their groups. Cells keep still while another one is edited. */
function Services({ editor, problems, shown }: Omit<DraftTableProps, 'onShow' | 'state'>) {
  const t = useDraftWords()
  const { document, edit } = editor
  const latest = useRef(document)
  useEffect(() => {
    latest.current = document
  })
  const pools = useMemo(
    () =>
      JSON.stringify(
        Object.entries(document.pools).map(([code, pool]) => ({
          value: `pool:${code}`,
          label: t('cell.pool', {
            name: code,
            limit: `${plainText(pool['limit'])} ${plainText(pool['unit'])}`,
          }),
        })),
      ),
    [document.pools, t],
  )
  const onCell = useCallback(
    (path: Path, cell: DraftCell, isNewPool: boolean): void => {
      if (!isNewPool) return edit(cellEdits(latest.current, path, cell))
      const code = freshPoolCode(latest.current)
      const pool = { limit: 5, unit: 'cases', per: 'year', sharedBy: [] }
      const withPool = { ...latest.current, pools: { ...latest.current.pools, [code]: pool } }
      edit([
        { path: ['pools', code], value: pool },
        ...cellEdits(withPool, path, { ...cell, choice: `pool:${code}` }),
      ])
    },
    [edit],
  )
  const groups = [...new Set(document.services.map(({ group }) => group))]
  return groups.map((group) => (
    <Group key={group} name={group} columns={document.packages.length}>
      {document.services.map((service, row) =>
        service.group === group ? (
          <tr key={service.code}>
            <th scope="row">{service.name}</th>
            {document.packages.map(({ code, name }) => {
              const path = ['services', row, code]
              return (
                <td key={code} data-other={code !== shown || undefined}>
                  <CellField
                    name={`${service.name}, ${name}`}
                    path={path}
                    value={service[code]}
                    isChannel={service.code.startsWith('channel.')}
                    pools={pools}
                    problem={problemAt(problems, path)}
                    onCell={onCell}
                  />
                </td>
              )
            })}
          </tr>
        ) : null,
      )}
    </Group>
  ))
}
