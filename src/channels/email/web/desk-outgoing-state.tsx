import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import IconHandStop from '@tabler/icons-react/dist/esm/icons/IconHandStop.mjs'
import IconMailX from '@tabler/icons-react/dist/esm/icons/IconMailX.mjs'
import type { OutgoingItem } from '#channels/email/domain/outgoing-contract.ts'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'

const icons = {
  sent: IconCheck,
  queued: IconClock,
  failed: IconAlertTriangle,
  kept: IconArchive,
  held: IconHandStop,
  returned: IconMailX,
}

/** What became of a mail, as a shape with its word. */
export function DeskOutgoingState({ state }: { state: OutgoingItem['state'] }) {
  const t = useMailWords()
  const Icon = icons[state]
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(`outgoing.state.${state}`)}
    </span>
  )
}
