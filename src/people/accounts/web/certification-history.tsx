import type { CertificationView } from '#people/accounts/domain/certification-contract.ts'
import classes from './account-page.module.css'
import { useCertificationText } from './use-certification-text.ts'
import { useCertificationWords } from './use-certification-words.ts'

/** What stood before, and why it does no longer. */
export function CertificationHistory({ items }: { items: CertificationView[] }) {
  const t = useCertificationWords()
  const say = useCertificationText()
  const past = items.filter((one) => one.ended !== null)
  if (past.length === 0) return null
  return (
    <section aria-labelledby="earlier-certifications" className={classes.quiet}>
      <h3 id="earlier-certifications">{t('history')}</h3>
      <ul>
        {past.map((one) => (
          <li key={one.id}>
            {say(one).text}.{' '}
            {t(one.ended?.wasCorrected === true ? 'wasCorrected' : 'wasRevoked', {
              name: one.ended?.by ?? '',
              reason: one.ended?.reason ?? '',
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
