import { VisuallyHidden } from '@mantine/core'
import IconCircle from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs'
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs'
import type { ChecklistItem } from '#app/admin/domain/contract.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import classes from './set-up-checklist.module.css'
import { useAdminWords } from './use-admin-words.ts'

/** Where each point is done. */
const places: Record<ChecklistItem['key'], string> = {
  vendorNamed: '/admin/vendor',
  supportAddress: '/admin/vendor',
  packages: '/admin/packages',
  products: '/admin/products',
  secondWayIn: '/admin/people',
  mailReceived: '/admin/email',
  mailSent: '/admin/email',
  account: '/desk/accounts',
  agreement: '/desk/accounts',
  seat: '/desk/accounts',
  answeredCase: '/desk',
}

/** What is there, with a tick; what is open, with why and the way to it. */
export function SetUpChecklist({ items }: { items: readonly ChecklistItem[] }) {
  const t = useAdminWords()
  const done = items.filter(({ isDone }) => isDone).length
  return (
    <section aria-labelledby="checklist">
      <SectionHead
        id="checklist"
        title={t('overview.checklist')}
        aside={<span aria-live="polite">{t('overview.progress', { done, all: items.length })}</span>}
      />
      <ul className={classes.list}>
        {items.map(({ key, isDone }) => (
          <li key={key} data-done={isDone || undefined}>
            {isDone ? <IconCircleCheckFilled size={20} aria-hidden /> : <IconCircle size={20} aria-hidden />}
            <div>
              <b>{t(`check.${key}.title`)}</b>
              <VisuallyHidden>{t(isDone ? 'overview.done' : 'overview.open')}</VisuallyHidden>
              {!isDone && <p>{t(`check.${key}.why`)}</p>}
            </div>
            {!isDone && <GoLink href={places[key]}>{t(`check.${key}.way`)}</GoLink>}
          </li>
        ))}
      </ul>
    </section>
  )
}
