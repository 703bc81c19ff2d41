import type { ReactNode } from 'react'
import { FourlineLogo } from '#web/components/fourline-logo.tsx'
import classes from './notice-page.module.css'

type NoticePageProps = {
  title?: string
  /** Only the space, for what is still loading. */
  bare?: boolean
  children: ReactNode
}

/** One thing said on an empty page, where neither desk nor portal can be shown. */
export function NoticePage({ title, bare = false, children }: NoticePageProps) {
  return (
    <main id="main" tabIndex={-1} className={classes.page}>
      {!bare && <FourlineLogo size={32} />}
      {title !== undefined && <h1>{title}</h1>}
      {children}
    </main>
  )
}
