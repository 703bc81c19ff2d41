import { type CatalogueChange, changeAreas } from '#promise/packages/domain/catalogue-changes.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import classes from './catalogue-difference.module.css'
import { usePackageWords } from './use-package-words.ts'

type Props = { changes: CatalogueChange[]; comparedWith: number }

/** What differs from the published edition, by area and in words: what it says now, and what it would say. */
export function CatalogueDifference({ changes, comparedWith }: Props) {
  const t = usePackageWords()
  return (
    <section className={classes.all}>
      <h2>{t('importing.differs', { count: changes.length, version: comparedWith })}</h2>
      {changeAreas.map((area) => {
        const inside = changes.filter((one) => one.area === area)
        if (inside.length === 0) return null
        return (
          <section key={area}>
            <SectionHead title={t(`area.${area}`)} count={inside.length} />
            <ul>
              {inside.map((change) => (
                <li key={`${change.subject} ${change.packageName}`} className={classes.change}>
                  <span>
                    {change.subject}
                    {change.packageName !== null && <small>{change.packageName}</small>}
                  </span>
                  <span className={classes.values}>
                    {change.before === null ? (
                      <b>{t('importing.isNew')}</b>
                    ) : (
                      <span className={classes.before}>
                        <small>{t('importing.before')}</small> {change.before}
                      </span>
                    )}
                    {change.after === null ? (
                      <b>{t('importing.isGone')}</b>
                    ) : (
                      <span>
                        <small>{t('importing.after')}</small> {change.after}
                      </span>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}
