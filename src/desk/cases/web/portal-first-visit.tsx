import { useVendor } from '#people/auth/web/use-vendor.ts'
import { GoLink } from '#web/components/text-link.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import classes from './portal-home.module.css'
import { usePortalWords } from './use-portal-words.ts'

/** What a company without any case reads first. */
export function PortalFirstVisit({ mayOpen }: { mayOpen: boolean }) {
  const t = usePortalWords()
  const vendor = useVendor()
  return (
    <section>
      <SectionHead title={t('first.title')} />
      <ol className={classes.first}>
        {mayOpen && (
          <li>
            <h3>
              <GoLink href="/portal/cases/new">{t('first.write')}</GoLink>
            </h3>
            <p>{t('first.writeText')}</p>
          </li>
        )}
        {mayOpen && vendor !== undefined && (
          <li>
            <h3>{t('first.mail')}</h3>
            <p>{t('first.mailText', { address: vendor.supportAddress })}</p>
          </li>
        )}
        <li>
          <h3>{t('first.read')}</h3>
          <p>{t('first.readText')}</p>
        </li>
      </ol>
    </section>
  )
}
