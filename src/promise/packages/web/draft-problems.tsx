import { Button } from '@mantine/core'
import type { DraftDocument } from '#promise/packages/domain/draft-document.ts'
import { problemPlace } from '#promise/packages/domain/problem-place.ts'
import type { CatalogueProblem } from '#promise/packages/domain/read-catalogue-text.ts'
import { DataTable } from '#web/components/data-table.tsx'
import classes from './draft-problems.module.css'
import { useDraftWords } from './use-draft-words.ts'
import { usePackageWords } from './use-package-words.ts'

/** As many as the rules tell at a time. */
const problemsTold = 50

type DraftProblemsProps = {
  problems: readonly CatalogueProblem[]
  document: DraftDocument
  onShow: (packageCode: string) => void
}

/** What keeps the draft from being published, each with the way to its field. */
export function DraftProblems({ problems, document: draft, onShow }: DraftProblemsProps) {
  const t = useDraftWords()
  const say = usePackageWords()
  const count = problems.length
  const lead = (path: string, packageCode: string | null): void => {
    if (packageCode !== null) onShow(packageCode)
    // On a phone the column of the package has to be there first.
    setTimeout(() => fieldOf(path)?.focus())
  }
  return (
    <section className={classes.all}>
      <h2>{count < problemsTold ? t('problems', { count }) : t('problemsMany', { count })}</h2>
      <p>{t('problemsText')}</p>
      <DataTable
        label={say('importing.what')}
        columns={[
          { key: 'where', title: say('importing.where') },
          { key: 'what', title: say('importing.what') },
          { key: 'show', title: t('show'), quiet: true, align: 'end' },
        ]}
        rows={problems.map(({ path, message }, index) => {
          const { words, packageCode } = problemPlace(path, draft)
          return {
            key: `${index} ${path}`,
            cells: [
              words,
              message,
              <Button
                key="show"
                size="xs"
                aria-label={`${t('show')}: ${words}`}
                onClick={() => lead(path, packageCode)}
              >
                {t('show')}
              </Button>,
            ],
          }
        })}
      />
    </section>
  )
}

/** The field at the place of a problem, or the nearest one around it. */
function fieldOf(path: string): HTMLElement | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.search(/[.[][^.[]*$/)))) {
    const field = document.getElementById(`draft-${at}`)
    if (field !== null) return field
  }
  return null
}
