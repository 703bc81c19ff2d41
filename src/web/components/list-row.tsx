import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { ClockView } from '../time/clock-face.ts'
import { AppLink } from './app-link.tsx'
import { Avatar } from './avatar.tsx'
import { ChannelIcon, type Channel } from './channel-icon.tsx'
import { ClockChip } from './clock-chip.tsx'
import { LineWord } from './four-line-glyph.tsx'
import classes from './list-row.module.css'
import { PackageBadge } from './package-badge.tsx'
import { PriorityMark, type Priority } from './priority-mark.tsx'
import { TimeText } from './time-text.tsx'

type ListRowProps = {
  href: string
  /** The next clock that is due; absent where none runs. */
  clock?: ClockView | undefined
  priority: Priority
  subject: string
  reference: string
  account: string
  packageName?: string | undefined
  contact?: string | undefined
  channel?: Channel | undefined
  /** Staff only. */
  line?: number | undefined
  /** Absent draws the dashed circle of "nobody". */
  ownerName?: string | null | undefined
  /** What the customer ranks it, in words. */
  rank?: string | undefined
  /** Draws the owner in blue. */
  ownerIsReader?: boolean
  updatedAt: string
  /** A colleague there now; stands in the contact's place. */
  presence?: { kind: 'viewing' | 'replying' | 'noting'; name: string } | undefined
  /** How often the customer has asked again. */
  chased?: number | undefined
  /** With it, the row has a tick box. */
  onSelect?: ((selected: boolean) => void) | undefined
  selected?: boolean
  /** The row the keyboard is on. */
  focused?: boolean
  linkRef?: Ref<HTMLAnchorElement>
}

/** A case in the queue: due time first, since it is the order of the list. An `<li>`. */
export function ListRow({ linkRef, ...row }: ListRowProps) {
  const { t } = useTranslation('kit')
  const { selected = false, focused = false, onSelect, ownerName } = row
  return (
    <li
      className={classes.row}
      data-selected={selected || undefined}
      data-focused={focused || undefined}
      data-picks={onSelect !== undefined || undefined}
    >
      {onSelect !== undefined && (
        <label className={classes.tick}>
          <input
            type="checkbox"
            checked={selected}
            aria-label={t('case.select', { reference: row.reference })}
            onChange={(event) => onSelect(event.currentTarget.checked)}
          />
        </label>
      )}
      <div className={classes.due}>
        {row.clock === undefined ? (
          <span className={classes.none}>{t('case.noClock')}</span>
        ) : (
          <ClockChip clock={row.clock} />
        )}
      </div>
      <div className={classes.main}>
        <p className={classes.subject}>
          <PriorityMark priority={row.priority} />
          <AppLink href={row.href} ref={linkRef}>
            {row.subject}
          </AppLink>
        </p>
        <p className={classes.meta}>
          <span className={classes.reference}>{row.reference}</span>
          <span className={classes.account}>{row.account}</span>
          {row.packageName !== undefined && <PackageBadge name={row.packageName} small />}
          {row.rank !== undefined && (
            <Aside icon={<IconArrowsSort size={14} aria-hidden />}>{row.rank}</Aside>
          )}
          <RowPerson {...row} />
          {row.chased !== undefined && row.chased > 0 && (
            <Aside icon={<IconArrowBackUp size={14} aria-hidden />}>
              {t('case.chased', { count: row.chased })}
            </Aside>
          )}
        </p>
      </div>
      <span className={classes.line}>{row.line !== undefined && <LineWord line={row.line} />}</span>
      <span className={classes.owner} title={ownerName ?? t('case.nobody')}>
        <Avatar name={ownerName} tone={row.ownerIsReader === true ? 'ours' : 'plain'} />
        <span className={classes.heard}>{ownerName ?? t('case.nobody')}</span>
      </span>
      <TimeText at={row.updatedAt} as="age" className={classes.age} />
    </li>
  )
}

function RowPerson({ presence, contact, channel }: Pick<ListRowProps, 'presence' | 'contact' | 'channel'>) {
  const { t } = useTranslation('kit')
  if (presence !== undefined) {
    const icon =
      presence.kind === 'viewing' ? <IconEye size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />
    return <Aside icon={icon}>{t(`case.${presence.kind}`, { name: presence.name })}</Aside>
  }
  if (contact === undefined) return null
  return (
    <span className={classes.contact}>
      {channel !== undefined && <ChannelIcon channel={channel} />}
      {contact}
    </span>
  )
}

function Aside({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.aside}>
      {icon}
      {children}
    </span>
  )
}

/** A heading between rows: what they share, and how many they are. An `<li>`. */
export function GroupHead({ title, count }: { title: string; count?: number | undefined }) {
  return (
    <li className={classes.group}>
      <h2>{title}</h2>
      {count !== undefined && <span>{count}</span>}
    </li>
  )
}
