import { ActionIcon, Button, Menu } from '@mantine/core'
import { useSortable } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { Trans } from 'react-i18next'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { ContestView } from '#desk/cases/domain/rank-contract.ts'
import lines from './portal-case-line.module.css'
import { PortalCaseText } from './portal-case-line.tsx'
import classes from './portal-ranking.module.css'
import { useRankWords } from './use-rank-words.ts'

type PortalRankRowProps = {
  one: CaseSummary
  contest: ContestView | null
  /** From 1; null without one. */
  rank: number | null
  /** How many are ranked. */
  count: number
  /** `control` names what has the keyboard afterwards. */
  onMove: (reference: string, rank: number | null, control: string) => void
}

/** One case in the order: its handle, its number, what it is, and buttons that do what dragging does. */
export function PortalRankRow(props: PortalRankRowProps) {
  const t = useRankWords()
  const { one, contest, rank } = props
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: one.reference })
  const style = { transform: transform === null ? undefined : `translateY(${transform.y}px)`, transition }
  return (
    <li ref={setNodeRef} className={classes.row} style={style} data-dragging={isDragging || undefined}>
      <button
        {...attributes}
        {...listeners}
        type="button"
        ref={setActivatorNodeRef}
        className={classes.handle}
        data-control={`drag-${one.reference}`}
        aria-label={t('drag', { reference: one.reference })}
      >
        <IconGripVertical size={20} aria-hidden />
      </button>
      <span className={classes.number} aria-hidden>
        {rank ?? '–'}
      </span>
      <div className={classes.case}>
        <div className={lines.text}>
          <PortalCaseText one={{ ...one, rank: undefined }} />
        </div>
        {contest !== null && (
          <p className={classes.contest}>
            <Trans t={t} i18nKey="contested" values={{ reason: contest.reason }} components={{ b: <b /> }} />
          </p>
        )}
      </div>
      {rank === null ? <Unranked {...props} /> : <Ranked {...props} rank={rank} />}
    </li>
  )
}

function Ranked({ one, rank, count, onMove }: PortalRankRowProps & { rank: number }) {
  const t = useRankWords()
  const { reference } = one
  const [up, down, more] = ['up', 'down', 'more'].map((what) => `${what}-${reference}`)
  return (
    <div className={classes.acts}>
      <Step
        control={up ?? ''}
        label={t('up', { reference })}
        off={rank === 1}
        onStep={(id) => onMove(reference, rank - 1, id)}
      >
        <IconArrowUp size={18} aria-hidden />
      </Step>
      <Step
        control={down ?? ''}
        label={t('down', { reference })}
        off={rank === count}
        onStep={(id) => onMove(reference, rank + 1, id)}
      >
        <IconArrowDown size={18} aria-hidden />
      </Step>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon
            data-control={more}
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('other', { reference })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={rank === 1} onClick={() => onMove(reference, 1, more ?? '')}>
            {t('toTop')}
          </Menu.Item>
          <Menu.Item disabled={rank === count} onClick={() => onMove(reference, count, more ?? '')}>
            {t('toEnd')}
          </Menu.Item>
          <Menu.Item onClick={() => onMove(reference, null, `last-${reference}`)}>{t('takeOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

type StepProps = {
  control: string
  label: string
  off: boolean
  onStep: (control: string) => void
  children: ReactNode
}

/** At the end of the list it does nothing, and keeps the keyboard. */
function Step({ control, label, off, onStep, children }: StepProps) {
  return (
    <ActionIcon
      data-control={control}
      className={classes.step}
      variant="subtle"
      color="gray"
      size={44}
      aria-label={label}
      aria-disabled={off}
      onClick={() => off || onStep(control)}
    >
      {children}
    </ActionIcon>
  )
}

function Unranked({ one, count, onMove }: PortalRankRowProps) {
  const t = useRankWords()
  const { reference } = one
  return (
    <div className={classes.acts}>
      {count > 0 && (
        <Button size="sm" variant="subtle" onClick={() => onMove(reference, 1, `more-${reference}`)}>
          {t('rankFirst')}
        </Button>
      )}
      <Button
        data-control={`last-${reference}`}
        size="sm"
        onClick={() => onMove(reference, count + 1, `more-${reference}`)}
      >
        {t(count > 0 ? 'rankLast' : 'rankFirst')}
      </Button>
    </div>
  )
}
