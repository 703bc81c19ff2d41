import { useLines } from '#desk/lines/web/use-lines.ts'
import { useSetStaffLines } from '#desk/lines/web/use-set-staff-lines.ts'
import { StaffPeople } from '#people/auth/web/staff-people.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { useAdminWords } from './use-admin-words.ts'

/** The vendor's people with the lines they work on, which are the desk's. */
export function AdminPeople() {
  const t = useAdminWords()
  const all = useLines()
  const save = useSetStaffLines()
  const of = (id: string): number[] =>
    all.filter(({ members }) => members.some((one) => one.id === id)).map(({ number }) => number)
  return (
    <StaffPeople
      lead={t('people.lead')}
      below={<GoLink href="/admin/people/roles">{t('people.roles')}</GoLink>}
      lines={{ all, of, save }}
    />
  )
}
