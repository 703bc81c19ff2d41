import { Button } from '@mantine/core'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'
import classes from './portal-ranking.module.css'
import { changeTo } from './rank-list.ts'
import type { RankClash } from './use-ranking.ts'
import { useRankWords } from './use-rank-words.ts'

type PortalRankClashProps = {
  view: RankingView
  clash: RankClash
  onUse: (order: string[]) => void
  onDismiss: () => void
}

/** A colleague saved another order first: theirs is shown, the reader's is kept and can be used instead. */
export function PortalRankClash({ view, clash, onUse, onDismiss }: PortalRankClashProps) {
  const t = useRankWords()
  const mine = changeTo(view, clash.order).references
  return (
    <div className={classes.clash} role="alert">
      <p>{t('clash', { name: view.changedBy ?? t('someone') })}</p>
      <p className={classes.mine}>{mine.join(' · ')}</p>
      <div className={classes.acts}>
        <Button
          variant="filled"
          onClick={() => {
            onDismiss()
            onUse(mine)
          }}
        >
          {t('useMine')}
        </Button>
        <Button variant="subtle" onClick={onDismiss}>
          {t('keepTheirs')}
        </Button>
      </div>
    </div>
  )
}
