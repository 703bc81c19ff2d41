import { Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import type { CaseView, Priority } from '#desk/cases/domain/contract.ts'
import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import { colleaguesOf, useLines } from '#desk/lines/web/use-lines.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { Avatar } from '#web/components/avatar.tsx'
import { PriorityMark } from '#web/components/priority-mark.tsx'
import { StatusWord } from '#web/components/status-word.tsx'
import { kitSay } from '#web/words/i18n.ts'
import classes from './desk-case.module.css'
import { DeskLowerDialog } from './desk-lower-dialog.tsx'
import { type CaseActions, isLowered } from './desk-use-case-actions.ts'
import { useDeskWords } from './desk-use-words.ts'

type DeskCasePickersProps = {
  found: CaseView
  actions: CaseActions
  onSolve: () => void
  onClose: () => void
}

/** Status, priority and owner, each changed where it stands. */
export function DeskCasePickers({ found, actions, onSolve, onClose }: DeskCasePickersProps) {
  return (
    <div className={classes.states}>
      <StatusPicker found={found} actions={actions} onSolve={onSolve} onClose={onClose} />
      <PriorityPicker found={found} actions={actions} />
      <OwnerPicker found={found} actions={actions} />
    </div>
  )
}

function StatusPicker({ found, actions, onSolve, onClose }: DeskCasePickersProps) {
  const t = useDeskWords()
  const moves: CaseStatus[] = (['in_progress', 'waiting_other'] as const).filter(
    (one) => one !== found.status,
  )
  const canChange = found.allowed.includes('change') && found.status !== 'solved'
  return (
    <Picker label={t('case.status')} shown={<StatusWord status={found.status} />} locked={!canChange}>
      {moves.map((status) => (
        <Menu.Item key={status} onClick={() => actions.setStatus(status)}>
          <StatusWord status={status} />
        </Menu.Item>
      ))}
      <Menu.Item onClick={onSolve}>{kitSay('case.status.staff.solved')}…</Menu.Item>
      <Menu.Item onClick={onClose}>{t('case.close')}…</Menu.Item>
      {found.status !== 'waiting_customer' && <Menu.Label>{t('statusMenu.waiting')}</Menu.Label>}
    </Picker>
  )
}

const priorities: Priority[] = ['high', 'medium', 'low']

function PriorityPicker({ found, actions }: { found: CaseView; actions: CaseActions }) {
  const t = useDeskWords()
  const [lowering, setLowering] = useState<Priority>()
  const choose = (priority: Priority): void => {
    if (isLowered(found.priority, priority)) setLowering(priority)
    else void actions.setPriority(priority).catch(() => undefined)
  }
  return (
    <>
      <Picker
        label={t('case.priority')}
        shown={<PriorityMark priority={found.priority} word />}
        locked={!found.allowed.includes('change')}
      >
        {priorities.map((priority) => (
          <Menu.Item
            key={priority}
            aria-current={priority === found.priority ? true : undefined}
            rightSection={priority === found.priority ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => priority !== found.priority && choose(priority)}
          >
            <PriorityMark priority={priority} word />
          </Menu.Item>
        ))}
      </Picker>
      <DeskLowerDialog
        priority={lowering}
        onClose={() => setLowering(undefined)}
        onLower={(priority, reason) => actions.setPriority(priority, reason)}
      />
    </>
  )
}

function OwnerPicker({ found, actions }: { found: CaseView; actions: CaseActions }) {
  const t = useDeskWords()
  const me = useMe()
  const lines = useLines()
  const onLine = colleaguesOf(lines.filter((line) => line.number === found.line))
  const others = onLine.filter((person) => person.id !== me.id && person.id !== found.assignee?.id)
  const { assignee } = found
  const shown = (
    <>
      <Avatar name={assignee?.name} size={20} tone={assignee?.id === me.id ? 'ours' : 'plain'} />
      {assignee?.name ?? kitSay('case.nobody')}
    </>
  )
  return (
    <Picker label={t('case.owner')} shown={shown} locked={!found.allowed.includes('change')}>
      {assignee?.id !== me.id && <Menu.Item onClick={() => actions.assign(me)}>{t('owner.me')}</Menu.Item>}
      {assignee !== null && <Menu.Item onClick={() => actions.assign(null)}>{t('owner.nobody')}</Menu.Item>}
      {others.length > 0 && <Menu.Label>{t('owner.others')}</Menu.Label>}
      {others.map((person) => (
        <Menu.Item
          key={person.id}
          leftSection={<Avatar name={person.name} size={20} />}
          onClick={() => actions.assign(person)}
        >
          {person.name}
        </Menu.Item>
      ))}
    </Picker>
  )
}

type PickerProps = { label: string; shown: ReactNode; locked: boolean; children: ReactNode }

function Picker({ label, shown, locked, children }: PickerProps) {
  const name = <span className={classes.pickerName}>{label}</span>
  if (locked) {
    return (
      <div className={classes.picker}>
        {name}
        <span className={classes.picked}>{shown}</span>
      </div>
    )
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={classes.picker}>
          {name}
          <span className={classes.picked}>
            {shown}
            <IconChevronDown size={14} aria-hidden />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
