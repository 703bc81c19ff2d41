import { useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useQuery } from '@tanstack/react-query'
import type { StaffRecord } from '#people/auth/domain/staff-contract.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import type { StaffLines } from './staff-lines.ts'
import { HandedLink, type Handed } from './handed-link.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { StaffMenu } from './staff-menu.tsx'
import classes from './staff-people.module.css'
import { useMe } from './use-me.ts'
import { staffQuery } from './use-staff.ts'
import { useStaffWords } from './use-staff-words.ts'

type StaffPeopleProps = { lead: ReactNode; below: ReactNode; lines: StaffLines }
type Edited = { person: StaffRecord | null; opened: boolean }

/** The vendor's people: who they are, what they may do, and whether they can come in. */
export function StaffPeople({ lead, below, lines }: StaffPeopleProps) {
  const t = useStaffWords()
  const mayChange = useMe().permissions.includes('staff.change')
  const { data, error, refetch } = useQuery(staffQuery)
  const [edited, setEdited] = useState<Edited>({ person: null, opened: false })
  const [handed, setHanded] = useState<Handed>()
  return (
    <AdminPage
      title={t('title')}
      lead={lead}
      aside={
        mayChange && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEdited({ person: null, opened: true })}
          >
            {t('add')}
          </Button>
        )
      }
    >
      {handed !== undefined && <HandedLink handed={handed} onDone={() => setHanded(undefined)} />}
      {error !== null && data === undefined && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={6} />}
      {data !== undefined && (
        <StaffTable
          people={data}
          lines={lines}
          onHanded={setHanded}
          {...(mayChange && { onEdit: (person: StaffRecord) => setEdited({ person, opened: true }) })}
        />
      )}
      <div className={classes.below}>{below}</div>
      <StaffDialog
        key={edited.person?.id ?? 'new'}
        {...edited}
        lines={lines}
        onHanded={setHanded}
        onClose={() => setEdited((last) => ({ ...last, opened: false }))}
      />
    </AdminPage>
  )
}

type StaffTableProps = {
  people: StaffRecord[]
  lines: StaffLines
  onHanded: (handed: Handed) => void
  onEdit?: (person: StaffRecord) => void
}

function StaffTable({ people, lines, onHanded, onEdit }: StaffTableProps) {
  const t = useStaffWords()
  const me = useMe()
  const columns = ['name', 'role', 'lines', 'state', 'twoStep', 'zone'].map((key) => ({
    key,
    title: t(`column.${key}`),
  }))
  const menu = { key: 'menu', title: t('column.menu'), quiet: true, align: 'end' as const }
  const rows = people.map((person) => ({
    key: person.id,
    muted: person.state === 'ended',
    cells: [
      <div key="name" className={classes.name}>
        <b>
          {person.name}
          {person.id === me.id && <small>{t('you')}</small>}
        </b>
        <span>{person.email}</span>
      </div>,
      t(`role.${person.role}`),
      lines.of(person.id).length === 0 ? t('noLine') : lines.of(person.id).join(', '),
      <State key="state" person={person} />,
      t(person.twoStep ? 'on' : 'off'),
      person.timeZone,
      ...(onEdit === undefined
        ? []
        : [<StaffMenu key="menu" person={person} onEdit={() => onEdit(person)} onHanded={onHanded} />]),
    ],
  }))
  return (
    <DataTable label={t('title')} columns={onEdit === undefined ? columns : [...columns, menu]} rows={rows} />
  )
}

function State({ person }: { person: StaffRecord }) {
  const t = useStaffWords()
  if (person.state !== 'invited') return t(`state.${person.state}`)
  if (person.invitedAt === null) return t('state.added')
  return (
    <span>
      {t('state.invited')} <TimeText at={person.invitedAt} as="moment" />
    </span>
  )
}
