import classes from './view-list.module.css'
import type { NavGroup } from './nav-item.ts'
import { NavLink } from './nav-link.tsx'

/** Groups of saved views with their counts. */
export function ViewList({ groups, onChoose }: { groups: NavGroup[]; onChoose?: () => void }) {
  const list = groups.map((group) => (
    <section key={group.title} className={classes.group}>
      <h2>{group.title}</h2>
      {group.items.map((item) => (
        <NavLink
          key={item.href}
          item={item}
          className={classes.view}
          {...(onChoose && { onClick: onChoose })}
        >
          <span>{item.label}</span>
          {item.count !== undefined && <b data-alert={item.alert || undefined}>{item.count}</b>}
        </NavLink>
      ))}
    </section>
  ))
  return <div className={classes.groups}>{list}</div>
}
