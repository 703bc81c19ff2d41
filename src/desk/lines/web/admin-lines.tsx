import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LineView } from '#desk/lines/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { duration } from '#promise/packages/domain/page-words.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { FourLineGlyph, type LineNumber } from '#web/components/four-line-glyph.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-lines.module.css'
import { LineDialog } from './line-dialog.tsx'
import { useAdminLinesWords } from './use-admin-lines-words.ts'
import { linesQuery } from './use-lines.ts'

const priorities = ['high', 'medium', 'low'] as const

/** The four lines: what they are called, who answers for them and what they aim for. */
export function AdminLines() {
  const t = useAdminLinesWords()
  const mayChange = useMe().permissions.includes('line.change')
  const { data, error, refetch } = useQuery(linesQuery)
  const [edited, setEdited] = useState<{ line: LineView; opened: boolean }>()
  return (
    <AdminPage title={t('title')} lead={mayChange ? t('lead') : `${t('lead')} ${t('readOnly')}`}>
      {error !== null && data === undefined && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={4} />}
      {data !== undefined && (
        <LineTable
          lines={data.items}
          {...(mayChange && { onEdit: (line: LineView) => setEdited({ line, opened: true }) })}
        />
      )}
      {mayChange && (
        <p className={classes.members}>
          <GoLink href="/admin/people">{t('members')}</GoLink>
        </p>
      )}
      <aside className={classes.aims}>
        <h2>{t('aims.title')}</h2>
        <p>{t('aims.text')}</p>
      </aside>
      {edited !== undefined && (
        <LineDialog
          key={`${edited.line.number} ${edited.line.version}`}
          {...edited}
          onClose={() => setEdited({ ...edited, opened: false })}
        />
      )}
    </AdminPage>
  )
}

function LineTable({ lines, onEdit }: { lines: LineView[]; onEdit?: (line: LineView) => void }) {
  const t = useAdminLinesWords()
  const columns = ['line', 'customers', 'manager', 'aims', 'people'].map((key) => ({
    key,
    title: t(`column.${key}`),
  }))
  const change = { key: 'change', title: t('column.change'), quiet: true, align: 'end' as const }
  const rows = lines.map((line) => ({
    key: String(line.number),
    cells: [
      <span key="line" className={classes.name}>
        <FourLineGlyph line={line.number as LineNumber} size={18} />
        <b>{line.name}</b>
      </span>,
      line.customerName,
      <NameOr key="manager" name={line.manager?.name} otherwise={t('noManager')} />,
      <Aims key="aims" targets={line.targets} />,
      <NameOr key="people" name={namesOf(line)} otherwise={t('nobody')} />,
      ...(onEdit === undefined
        ? []
        : [
            <Button
              key="change"
              variant="subtle"
              size="sm"
              aria-label={t('changeOf', { name: line.name })}
              onClick={() => onEdit(line)}
            >
              {t('change')}
            </Button>,
          ]),
    ],
  }))
  return (
    <DataTable
      label={t('title')}
      columns={onEdit === undefined ? columns : [...columns, change]}
      rows={rows}
    />
  )
}

/** The names, or in the third ink what holds without any. */
function NameOr({ name, otherwise }: { name: string | undefined; otherwise: string }) {
  return name === undefined ? <span className={classes.quiet}>{otherwise}</span> : name
}

function namesOf({ members }: LineView): string | undefined {
  return members.length === 0 ? undefined : members.map(({ name }) => name).join(', ')
}

function Aims({ targets }: Pick<LineView, 'targets'>) {
  const t = useAdminLinesWords()
  const aims = priorities.flatMap((priority) => {
    const minutes = targets[priority]
    return minutes === null ? [] : [{ priority, minutes }]
  })
  if (aims.length === 0) return <span className={classes.quiet}>{t('noAim')}</span>
  return (
    <span className={classes.spans}>
      {aims.map(({ priority, minutes }) => (
        <span key={priority}>
          {t('aim', { priority: t(`priority.${priority}`), span: duration(minutes) })}
        </span>
      ))}
    </span>
  )
}
