import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { listPermissionsEndpoint } from '#app/admin/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-roles.module.css'
import { permissionWords } from './permission-words.en.ts'
import { useAdminWords } from './use-admin-words.ts'

const roles = ['admin', 'manager', 'agent', 'contact_admin', 'contact', 'anonymous'] as const

/** The permission table as it is enforced, in words, by area. */
export function AdminRoles() {
  const t = useAdminWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['permissions'],
    queryFn: ({ signal }) => request(listPermissionsEndpoint, { signal }),
  })
  const rolesOf = new Map(data?.items.map((one) => [one.name, one.roles]))
  return (
    <AdminPage title={t('roles.title')} lead={t('roles.lead')}>
      <BackLink href="/admin/people">{t('nav.people')}</BackLink>
      {error !== null && (
        <ErrorState problem={error} title={t('roles.error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={12} />}
      {data !== undefined && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('roles.title')}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('roles.permission')}</th>
                {roles.map((role) => (
                  <th key={role} scope="col">
                    {t(`roles.${role}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {Object.entries(permissionWords).map(([area, words]) => (
              <tbody key={area}>
                <tr>
                  <th colSpan={roles.length + 1} scope="rowgroup">
                    {area}
                  </th>
                </tr>
                {Object.entries(words).map(([name, sentence]) => (
                  <tr key={name}>
                    <th scope="row">{sentence}</th>
                    {roles.map((role) => (
                      <td key={role}>
                        <Mark yes={rolesOf.get(name)?.includes(role) === true} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </AdminPage>
  )
}

function Mark({ yes }: { yes: boolean }) {
  const t = useAdminWords()
  return (
    <span className={classes.mark} data-yes={yes || undefined}>
      {yes ? <IconCheck size={16} aria-hidden /> : '–'}
      <VisuallyHidden>{t(yes ? 'roles.yes' : 'roles.no')}</VisuallyHidden>
    </span>
  )
}
