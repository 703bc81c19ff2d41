import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import { AppLink } from './app-link.tsx'
import classes from './kind-refusal.module.css'

export type RefusalWay = {
  code: string
  text: string
  /** A place to go, or something to do here; a way with neither is a plain sentence. */
  href?: string | undefined
  onChoose?: (() => void) | undefined
  icon?: ReactNode
}

type KindRefusalProps = {
  /** What is not included, in one plain sentence. */
  sentence: ReactNode
  /** Where that is written: agreement and service. */
  clause?: ReactNode
  /** Best way first. */
  ways: RefusalWay[]
}

/** Says no without blame: what, why, and what one can do instead. Never red: nothing went wrong. */
export function KindRefusal({ sentence, clause, ways }: KindRefusalProps) {
  const { t } = useTranslation('kit')
  return (
    <div className={classes.refusal}>
      <p>{sentence}</p>
      {clause !== undefined && <p className={classes.clause}>{clause}</p>}
      {ways.length > 0 && (
        <>
          <p className={classes.head}>{t('decision.whatYouCanDo')}</p>
          <ul className={classes.ways}>
            {ways.map((way) => (
              <li key={way.code}>
                <Way way={way} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Only what leads somewhere looks like it. */
function Way({ way }: { way: RefusalWay }) {
  const inside = (
    <>
      {way.icon ?? <IconArrowRight size={16} aria-hidden />}
      <span>{way.text}</span>
    </>
  )
  if (way.href !== undefined) return <AppLink href={way.href}>{inside}</AppLink>
  if (way.onChoose !== undefined) {
    return (
      <button type="button" onClick={way.onChoose}>
        {inside}
      </button>
    )
  }
  return <span className={classes.plain}>{way.text}</span>
}
