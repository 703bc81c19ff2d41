import { VisuallyHidden } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconCircleX from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs'
import type { ReactNode } from 'react'
import type { HealthView } from '#app/health/domain/contract.ts'
import classes from './health.module.css'
import { useHealthWords } from './use-health-words.ts'

type Finding = HealthView['findings'][number]

/** What can be done about a check at once, by its name. */
type Acts = Readonly<Record<string, ReactNode>>

const icons = { ok: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX }

/** In one sentence how it is; then what wants attention with what to do, and below what is in order. */
export function FindingList({ findings, acts }: { findings: readonly Finding[]; acts: Acts }) {
  const t = useHealthWords()
  const failed = findings.filter(({ state }) => state === 'fail')
  const warned = findings.filter(({ state }) => state === 'warn')
  const fine = findings.filter(({ state }) => state === 'ok')
  const worst = failed.length > 0 ? 'fail' : warned.length > 0 ? 'warn' : 'ok'
  const Icon = icons[worst]
  return (
    <section className={classes.section} aria-labelledby="verdict">
      <div className={classes.verdict} data-state={worst}>
        <Icon size={24} aria-hidden />
        <h2 id="verdict">
          {worst === 'fail' && t('broken', { count: failed.length })}
          {worst === 'warn' && t('attention', { count: warned.length })}
          {worst === 'ok' && t('well')}
        </h2>
        {worst === 'ok' && <p>{t('wellText')}</p>}
      </div>
      {worst !== 'ok' && <List findings={[...failed, ...warned]} acts={acts} />}
      <h3 className={classes.small}>{t('inOrder')}</h3>
      <List findings={fine} />
    </section>
  )
}

function List({ findings, acts = {} }: { findings: readonly Finding[]; acts?: Acts }) {
  const t = useHealthWords()
  return (
    <ul className={classes.findings}>
      {findings.map(({ check, state, found, advice }) => {
        const Icon = icons[state]
        return (
          <li key={`${check} ${found}`} data-state={state}>
            <Icon size={16} aria-hidden />
            <b>
              <VisuallyHidden>{t(`state.${state}`)}: </VisuallyHidden>
              {check}
            </b>
            <p>
              {found}
              {advice !== undefined && <span>{advice}</span>}
              {acts[check]}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
