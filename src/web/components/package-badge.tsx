import classes from './package-badge.module.css'

export type PackageLevel = 'basic' | 'business' | 'premium'

type PackageBadgeProps = {
  /** As the catalogue prints it. */
  name: string
  /** How much ink; found from the name where it is one of the three. */
  level?: PackageLevel | undefined
  small?: boolean
}

/** The package by ink: Basic outline, Business grey, Premium solid. */
export function PackageBadge({ name, level, small = false }: PackageBadgeProps) {
  return (
    <span className={classes.badge} data-level={level ?? levelOf(name)} data-small={small || undefined}>
      {name}
    </span>
  )
}

function levelOf(name: string): PackageLevel | undefined {
  const word = name.toLowerCase()
  return word === 'basic' || word === 'business' || word === 'premium' ? word : undefined
}
