import { initials } from './initials.ts'
import classes from './avatar.module.css'

type AvatarProps = {
  /** Whose; absent draws the dashed circle of "nobody". */
  name?: string | null | undefined
  size?: 20 | 24 | 32
  /** `customer` is amber paper, `ours` blue, `plain` grey; a hint beside the name, never instead of it. */
  tone?: 'ours' | 'customer' | 'plain'
}

/** Initials in a circle. Decorative: the name always stands beside it or in the label of its parent. */
export function Avatar({ name, size = 24, tone = 'plain' }: AvatarProps) {
  const style = { width: size, height: size, fontSize: size === 32 ? 12 : size === 24 ? 10 : 9 }
  if (name == null) return <span className={classes.nobody} style={style} aria-hidden="true" />
  return (
    <span
      className={classes.avatar}
      data-tone={tone}
      style={style}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  )
}
