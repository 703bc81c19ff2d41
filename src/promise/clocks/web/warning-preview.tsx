import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { minutesAt } from '#promise/clocks/domain/warning-rule.ts'
import { duration } from '#promise/packages/domain/page-words.ts'
import { useWarningWords } from './use-warning-words.ts'
import { WarningWho } from './warning-who.tsx'
import classes from './warnings.module.css'

const targets = [30, 60, 240, 480, 1440]
const ticks = Array.from({ length: 48 }, (_one, at) => at)

/** What the rules come to for one target: when each is reached, and who hears then. */
export function WarningPreview({ rules }: { rules: readonly WarningRuleView[] }) {
  const t = useWarningWords()
  const [target, setTarget] = useState(240)
  const shares = [...new Set(rules.map(({ share }) => share))]
  const [first = 100] = shares
  return (
    <aside className={classes.preview} aria-labelledby="warnings-preview">
      <header>
        <h2 id="warnings-preview">{t('preview.title')}</h2>
        <NativeSelect
          label={t('preview.target')}
          value={String(target)}
          data={targets.map((minutes) => ({ value: String(minutes), label: duration(minutes) }))}
          onChange={(event) => setTarget(Number(event.currentTarget.value))}
        />
      </header>
      <div className={classes.bar} aria-hidden>
        <span className={classes.ticks}>
          {ticks.map((tick) => (
            <i key={tick} data-warned={(tick / ticks.length) * 100 >= first || undefined} />
          ))}
        </span>
        {shares.map((share) => (
          <b key={share} data-breach={share === 100 || undefined} style={{ insetInlineStart: `${share}%` }} />
        ))}
      </div>
      <ol className={classes.steps}>
        {shares.map((share) => {
          const { after, left } = minutesAt(target, share)
          const told = rules.filter((rule) => rule.share === share && rule.person?.active !== false)
          return (
            <li key={share} data-breach={share === 100 || undefined}>
              <p>
                {share === 100
                  ? t('preview.missed', { span: duration(target) })
                  : t('preview.after', { after: duration(after) || '0 min' })}
                {share < 100 && <span>{t('preview.left', { left: duration(left) || '0 min' })}</span>}
              </p>
              {told.length === 0 && t('preview.none')}
              {told.map((rule) => (
                <WarningWho key={rule.id} rule={rule} />
              ))}
            </li>
          )
        })}
      </ol>
      <p className={classes.note}>{t('preview.note')}</p>
    </aside>
  )
}
