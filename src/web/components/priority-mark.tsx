import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './priority-mark.module.css'

export type Priority = 'high' | 'medium' | 'low'

const shapes: Record<Priority, ReactNode> = {
  high: <path d="M10 4.5 16.5 15h-13z" fill="currentColor" />,
  medium: <rect x="3.5" y="8" width="13" height="4" rx="1" fill="currentColor" stroke="none" />,
  low: <path d="M10 15.5 3.5 5h13z" />,
}

/** ▲ high, ▬ medium, ▽ low, in ink; the word is always there, seen or only heard. */
export function PriorityMark({ priority, word = false }: { priority: Priority; word?: boolean }) {
  const { t } = useTranslation('kit')
  return (
    <span
      className={classes.mark}
      data-priority={priority}
      title={word ? undefined : t(`case.priorityLong.${priority}`)}
    >
      <svg
        width="12"
        height="12"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shapes[priority]}
      </svg>
      {word ? (
        t(`case.priority.${priority}`)
      ) : (
        <span className={classes.heard}>{t(`case.priorityLong.${priority}`)}</span>
      )}
    </span>
  )
}
