import { PriorityMark } from '#web/components/priority-mark.tsx'
import type { VendorDraft } from './admin-vendor.tsx'
import classes from './admin-vendor.module.css'
import { useStaffWords } from './use-staff-words.ts'

const levels = ['high', 'medium', 'low'] as const

/** What customers read of the vendor, as it would be after saving. */
export function VendorPreview({ draft }: { draft: VendorDraft }) {
  const t = useStaffWords()
  const { name, supportAddress, referencePrefix, reopenDays, priorityDefinitions } = draft
  return (
    <aside className={classes.preview} aria-labelledby="preview">
      <h2 id="preview">{t('vendor.preview')}</h2>
      <dl className={classes.mail}>
        <dt>{t('vendor.previewFrom')}</dt>
        <dd>
          <b>{t('vendor.support', { vendor: name })}</b> {supportAddress}
        </dd>
      </dl>
      <p className={classes.subject}>{t('vendor.previewCase', { prefix: referencePrefix })}</p>
      <p>{reopenDays === 0 ? t('vendor.previewNever') : t('vendor.previewReopen', { count: reopenDays })}</p>
      <h3>{t('vendor.previewQuestion')}</h3>
      <ul>
        {levels.map((level) => (
          <li key={level}>
            <PriorityMark priority={level} word />
            <p>{priorityDefinitions[level]}</p>
          </li>
        ))}
      </ul>
    </aside>
  )
}
