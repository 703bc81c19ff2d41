import { type KeyboardEvent, useState } from 'react'
import classes from './desk-case.module.css'
import { useDeskWords } from './desk-use-words.ts'

const tabs = ['conversation', 'details', 'customer'] as const
export type CaseTab = (typeof tabs)[number]

/** Which part of the case a phone shows. */
export function useCaseTab(): [CaseTab, (tab: CaseTab) => void] {
  return useState<CaseTab>('conversation')
}

/** The parts of a case, one at a time. */
export function DeskCaseTabs({ tab, onTab }: { tab: CaseTab; onTab: (tab: CaseTab) => void }) {
  const t = useDeskWords()
  const move = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]
    if (step === 0 || next === undefined) return
    onTab(next)
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('case.parts')}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          data-tab={one}
          aria-selected={one === tab}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={move}
        >
          {t(`case.tabs.${one}`)}
        </button>
      ))}
    </div>
  )
}
