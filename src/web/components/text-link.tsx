import type { ReactNode } from 'react'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import { AppLink, type AppLinkProps } from './app-link.tsx'
import classes from './text-link.module.css'

/** A link inside a sentence: blue and underlined. */
export function TextLink(props: AppLinkProps) {
  return <AppLink {...props} className={classes.text} />
}

/** "See everything in your plan →": a link that stands alone and leads on. */
export function GoLink({ children, ...rest }: AppLinkProps & { children: ReactNode }) {
  return (
    <AppLink {...rest} className={classes.go}>
      {children}
      <IconArrowRight size={16} aria-hidden />
    </AppLink>
  )
}

/** "← Home": the way back, above the heading of a page. */
export function BackLink({ children, ...rest }: AppLinkProps & { children: ReactNode }) {
  return (
    <AppLink {...rest} className={classes.back}>
      <IconArrowLeft size={16} aria-hidden />
      {children}
    </AppLink>
  )
}
