import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/api-problem.ts'
import { problemSentence } from '../api/problem-sentence.ts'
import classes from './states.module.css'

type EmptyStateProps = {
  title: string
  children?: ReactNode
  /** What to do now: a button or a link. */
  action?: ReactNode
}

/** Nothing here, said kindly, and what one can do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <h2>{title}</h2>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action !== undefined && <div className={classes.actions}>{action}</div>}
    </div>
  )
}

type ErrorStateProps = {
  problem: unknown
  /** What failed, e.g. "The case could not be loaded."; a plain sentence when absent. */
  title?: string | undefined
  /** What is safe, e.g. "Your text is kept." */
  safe?: string | undefined
  onRetry?: (() => void) | undefined
}

/** What happened, what is safe, what to do, and a number to read out to support. */
export function ErrorState({ problem, title, safe, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('kit')
  const errorId = problem instanceof ApiProblem ? problem.errorId : undefined
  return (
    <div className={classes.state} role="alert">
      <h2>{title ?? t('state.error')}</h2>
      <div className={classes.text}>
        {problemSentence(problem)} {safe}
      </div>
      {onRetry !== undefined && (
        <div className={classes.actions}>
          <Button onClick={onRetry}>{t('state.retry')}</Button>
        </div>
      )}
      {errorId !== undefined && (
        <p className={classes.id}>
          {t('state.errorId')} <code>{errorId}</code>
        </p>
      )}
    </div>
  )
}

/** Not for this reader: names the rule, who can change it, and what else there is. */
export function DeniedState({ title, children, action }: EmptyStateProps) {
  return (
    <EmptyState title={title} action={action}>
      {children}
    </EmptyState>
  )
}
