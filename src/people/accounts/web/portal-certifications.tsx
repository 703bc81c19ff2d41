import { useQuery } from '@tanstack/react-query'
import { ownCertificationsEndpoint } from '#people/accounts/domain/certification-contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Tag } from '#web/components/tag.tsx'
import classes from './portal-certifications.module.css'
import { useCertificationText } from './use-certification-text.ts'
import { useCertificationWords } from './use-certification-words.ts'

/** What the reader is certified for; an account admin reads their colleagues’ as well. */
export function PortalCertifications() {
  const t = useCertificationWords()
  const me = useMe()
  const say = useCertificationText()
  const found = useQuery({
    queryKey: ['certifications', 'own'],
    queryFn: ({ signal }) => request(ownCertificationsEndpoint, { signal }),
  })
  const isAdmin = me.role === 'contact_admin'
  const items = found.data?.items
  return (
    <section aria-labelledby="certifications" className={classes.part}>
      <SectionHead id="certifications" title={t('yours')} />
      <p className={classes.quiet}>
        {t('yoursLead')} {isAdmin && t('everybody')}
      </p>
      {items === undefined && found.error === null && <Skeletons rows={2} shape="text" />}
      {items === undefined && found.error !== null && (
        <ErrorState problem={found.error} title={t('failed')} onRetry={() => void found.refetch()} />
      )}
      {items?.length === 0 && <p>{t('none')}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className={classes.list}>
          {items.map((one) => {
            const { text, end } = say(one)
            return (
              <li key={one.id}>
                {isAdmin && <b>{one.contact.name}</b>}
                <span>{text}</span>
                {end !== undefined && <Tag>{end}</Tag>}
                {one.proof !== null && <span className={classes.quiet}>{one.proof}</span>}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
