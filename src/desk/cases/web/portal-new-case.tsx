import { PageHead, Sheet } from '#web/components/page-parts.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { PortalAskColleague } from './portal-ask-colleague.tsx'
import { PortalNewCaseForm } from './portal-new-case-form.tsx'
import classes from './portal-new-case.module.css'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalShell } from './portal-shell.tsx'
import { useFormEntry } from './use-may-open.ts'
import { usePortalWords } from './use-portal-words.ts'

/** A new case. Who may not submit reads that first, before typing anything. */
export function PortalNewCase() {
  const t = usePortalWords()
  const { entry, cover, products, retry } = useFormEntry(true)
  if (entry.state === 'open') {
    return <PortalNewCaseForm agreement={entry.agreement} products={entry.products} />
  }
  const mayAsk =
    entry.state === 'refused' &&
    entry.refusal.reasons.some((reason) => reason.code === 'contact_not_authorised') &&
    cover?.contacts.some((one) => one.authorised) === true
  return (
    <PortalShell title={t('new.title')}>
      <div className={classes.back}>
        <BackLink href="/portal">{t('new.back')}</BackLink>
      </div>
      <PageHead title={t('new.title')} lead={entry.state === 'refused' ? undefined : t('new.lead')} />
      {entry.state === 'refused' && (
        <Sheet>
          <PortalRefusal
            decision={entry.refusal}
            onWay={({ code }) =>
              mayAsk && code === 'ask_authorised_contact' ? { href: '#ask-colleague' } : {}
            }
          />
        </Sheet>
      )}
      {mayAsk && products !== undefined && <PortalAskColleague cover={cover} products={products} />}
      {entry.state === 'asking' && <Skeletons rows={5} shape="cards" />}
      {entry.state === 'failed' && <ErrorState problem={entry.problem} onRetry={retry} />}
    </PortalShell>
  )
}
