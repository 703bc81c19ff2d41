import { ActionIcon, Button, Menu } from '@mantine/core'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useDisclosure } from '@mantine/hooks'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import type { PresenceView } from '#desk/cases/domain/presence.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { FourLineGlyph } from '#web/components/four-line-glyph.tsx'
import { toast } from '#web/components/toast.tsx'
import { DeskCallDialog } from './desk-call-dialog.tsx'
import classes from './desk-case.module.css'
import { DeskContestDialog } from './desk-contest-dialog.tsx'
import { DeskPresence } from './desk-presence.tsx'
import { DeskSnoozeDialog } from './desk-snooze-dialog.tsx'
import { DeskSnoozedStrip } from './desk-snoozed-strip.tsx'
import { useDeskRankWords } from './desk-use-rank-words.ts'
import { useDeskKeys } from './desk-use-keys.ts'
import { useWorkWords } from './desk-use-work-words.ts'
import type { CasePlace } from './desk-last-list.ts'
import { useDeskWords } from './desk-use-words.ts'

type DeskCaseHeadProps = {
  found: CaseView
  /** Colleagues who have it before them too. */
  others: readonly PresenceView[]
  place: CasePlace
  onCopy: () => void
  onHandOver: (() => void) | undefined
  onSolve: (() => void) | undefined
  onClose: (() => void) | undefined
  onReopen: (() => void) | undefined
}

/** Reference, subject, the way back and to the neighbours, and what ends or passes on the case. */
export function DeskCaseHead(props: DeskCaseHeadProps) {
  const { found, place, onCopy, onHandOver, onSolve, onClose, onReopen } = props
  const t = useDeskWords()
  const say = useWorkWords()
  const [snoozing, snooze] = useDisclosure(false)
  const [calling, call] = useDisclosure(false)
  const sayRank = useDeskRankWords()
  const [contesting, contest] = useDisclosure(false)
  const mayWork = found.allowed.includes('change')
  const mayContest = useChoosing(found) && mayWork && found.status !== 'solved'
  const maySnooze = mayWork && found.status !== 'solved'
  const openSnooze = (): void =>
    found.assignee === null ? toast({ message: say('snooze.takeFirst') }) : snooze.open()
  useDeskKeys({ z: maySnooze ? openSnooze : undefined })
  return (
    <>
      <header className={classes.head}>
        <AppLink
          href={place.href}
          className={classes.back}
          aria-label={t('case.back')}
          title={t('case.back')}
        >
          <IconArrowLeft size={16} aria-hidden />
        </AppLink>
        <button
          type="button"
          className={classes.reference}
          onClick={onCopy}
          aria-label={t('case.copy', { reference: found.reference })}
        >
          {found.reference}
          <IconCopy size={14} aria-hidden />
        </button>
        <h1>{found.subject}</h1>
        <span className={classes.grow} />
        <DeskPresence others={props.others} />
        <Neighbours place={place} />
        {mayWork && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={t('case.more')}
                className={classes.more}
              >
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {onHandOver !== undefined && <Menu.Item onClick={onHandOver}>{t('case.handOver')}</Menu.Item>}
              <Menu.Item onClick={onCopy}>{t('case.copy', { reference: found.reference })}</Menu.Item>
              {maySnooze && <Menu.Item onClick={openSnooze}>{say('snooze.open')}…</Menu.Item>}
              <Menu.Item onClick={call.open}>{say('call.open')}…</Menu.Item>
              {mayContest && <Menu.Item onClick={contest.open}>{sayRank('contest')}</Menu.Item>}
              {onClose !== undefined && <Menu.Item onClick={onClose}>{t('case.close')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
        {onHandOver !== undefined && (
          <Button
            className={classes.handOver}
            leftSection={<FourLineGlyph line={Math.min(4, (found.line ?? 1) + 1)} size={16} />}
            onClick={onHandOver}
          >
            {t('case.handOver')}
          </Button>
        )}
        {onSolve !== undefined && (
          <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={onSolve}>
            {t('case.solve')}
          </Button>
        )}
        {onReopen !== undefined && <Button onClick={onReopen}>{t('case.reopen')}</Button>}
      </header>
      <DeskSnoozedStrip found={found} />
      <DeskSnoozeDialog found={snoozing ? found : undefined} onClose={snooze.close} />
      <DeskContestDialog found={found} opened={contesting} onClose={contest.close} />
      <DeskCallDialog found={found} opened={calling} onClose={call.close} />
    </>
  )
}

/** Whether the customer chooses rank and priority themselves, or has chosen a rank while they did. */
function useChoosing(found: CaseView): boolean {
  const services = useCover(found.account.id).data?.agreement?.services ?? []
  const service = services.find((one) => one.code === 'case.priority_management')
  return found.rank !== undefined || service?.availability === 'included'
}

/** Where the case stands in the list it was opened from. */
function Neighbours({ place }: { place: CasePlace }) {
  const t = useDeskWords()
  if (place.place === 0 || place.count < 2) return null
  return (
    <nav className={classes.neighbours} aria-label={t('case.place', place)}>
      <Neighbour
        reference={place.before}
        label={t('case.before')}
        icon={<IconChevronUp size={16} aria-hidden />}
      />
      <span>{t('case.place', place)}</span>
      <Neighbour
        reference={place.after}
        label={t('case.after')}
        icon={<IconChevronDown size={16} aria-hidden />}
      />
    </nav>
  )
}

type NeighbourProps = { reference: string | undefined; label: string; icon: React.ReactNode }

function Neighbour({ reference, label, icon }: NeighbourProps) {
  if (reference === undefined) return <span className={classes.noNeighbour}>{icon}</span>
  return (
    <AppLink href={`/desk/cases/${encodeURIComponent(reference)}`} aria-label={label} title={label}>
      {icon}
    </AppLink>
  )
}
