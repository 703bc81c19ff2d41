import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { useWarningWords } from './use-warning-words.ts'
import classes from './warnings.module.css'

/** Whom a rule names, and where it is needed, what that means. */
export function WarningWho({ rule, withNote = false }: { rule: WarningRuleView; withNote?: boolean }) {
  const t = useWarningWords()
  const { tell, person } = rule
  const note = person?.active === false ? t('ended') : t(`tellNote.${tell}`)
  return (
    <span className={classes.who}>
      <span>{person?.name ?? t(`tell.${tell}`)}</span>
      {withNote && note !== '' && <small>{note}</small>}
    </span>
  )
}
