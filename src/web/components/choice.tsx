import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import classes from './choice.module.css'

export type CardOption = { value: string; title: string; note?: ReactNode }

type ChoiceCardsProps = {
  /** Seen as the heading of the step. */
  legend: ReactNode
  options: CardOption[]
  value: string | undefined
  onChange: (value: string) => void
}

/** A few big choices, two beside each other. */
export function ChoiceCards({ legend, options, value, onChange }: ChoiceCardsProps) {
  const name = useId()
  return (
    <fieldset>
      <legend className={classes.legend}>{legend}</legend>
      <div className={classes.cards}>
        {options.map((option) => (
          <label key={option.value} className={classes.card}>
            <input
              type="radio"
              name={name}
              className={classes.radio}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <b>{option.title}</b>
              {option.note !== undefined && <small>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export type ListOption = {
  value: string
  title: string
  note?: ReactNode
  /** What the choice costs or gives, at the right edge: "Included", "1 of your 5", "First reply in 4 h". */
  price?: ReactNode
  /** Shown under the option while it is chosen, e.g. `PoolPips`. */
  chosen?: ReactNode
  /** Not to be had: the option stays in its place with a lock; `true`, or what to say below it (`KindRefusal`). */
  locked?: ReactNode
}

type ChoiceListProps = {
  legend: ReactNode
  options: ListOption[]
  value: string | undefined
  onChange: (value: string) => void
  /** Something to say under the legend. */
  hint?: ReactNode
}

/** One choice a row, each with its price before anything is typed. */
export function ChoiceList({ legend, options, value, onChange, hint }: ChoiceListProps) {
  const name = useId()
  return (
    <fieldset>
      <legend className={classes.legend}>{legend}</legend>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      <div className={classes.rows}>
        {options.map((option) =>
          option.locked === undefined || option.locked === false ? (
            <label key={option.value} className={classes.row}>
              <input
                type="radio"
                name={name}
                className={classes.radio}
                checked={value === option.value}
                onChange={() => onChange(option.value)}
              />
              <OptionText option={option} />
              {value === option.value && option.chosen !== undefined && (
                <div className={classes.below}>{option.chosen}</div>
              )}
            </label>
          ) : (
            <LockedRow key={option.value} option={option} />
          ),
        )}
      </div>
    </fieldset>
  )
}

function OptionText({ option, id }: { option: ListOption; id?: string }) {
  return (
    <>
      <span id={id} className={classes.title}>
        {option.title}
        {option.note !== undefined && <small>{option.note}</small>}
      </span>
      {option.price !== undefined && <em>{option.price}</em>}
    </>
  )
}

function LockedRow({ option }: { option: ListOption }) {
  const { t } = useTranslation('kit')
  const id = useId()
  return (
    <div className={classes.row} data-locked role="group" aria-labelledby={id}>
      <IconLock size={20} stroke={1.75} role="img" aria-label={t('choice.locked')} />
      <OptionText option={option} id={id} />
      {option.locked !== true && <div className={classes.below}>{option.locked}</div>}
    </div>
  )
}
