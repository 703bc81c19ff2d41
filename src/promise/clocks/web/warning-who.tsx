import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { useWarningWords } from './use-warning-words.ts'
import classes from './warnings.module.css'

type Noted = 'assignee' | 'line_manager'

/** What is told where there is nobody to tell is worth a note. */
export function isNoted(tell: WarningRuleView['tell']): tell is Noted {
  return tell === 'assignee' || tell === 'line_manager'
}

/** Whom a rule names, and where it is needed, what that means. */
export function WarningWho({ rule, withNote = false }: { rule: WarningRuleView; withNote?: boolean }) {
  const t = useWarningWords()
  const { tell, person } = rule
  return (
    <span className={classes.who}>
      <span>{person?.name ?? t(`tell.${tell}`)}</span>
      {withNote && person?.active === false && <small>{t('ended')}</small>}
      {withNote && isNoted(tell) && <small>{t(`tellNote.${tell}`)}</small>}
    </span>
  )
}
