import { Drawer, Popover } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Receipt } from '../time/receipt.ts'
import { fullMoment } from '../time/time-words.ts'
import { useWords } from '../words/use-words.ts'
import classes from './clock-explanation.module.css'
import { ClockReceipt } from './clock-receipt.tsx'

type ClockExplanationProps = {
  receipt: Receipt
  className?: string | undefined
  /** What the button shows, e.g. a `ClockChip`. */
  children: ReactNode
}

/** A button that opens the sum behind a due time: beside it, or from the bottom on phones. */
export function ClockExplanation({ receipt, className, children }: ClockExplanationProps) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const onPhone = useMediaQuery('(max-width: 767px)')
  // The title is the reader's own time, like the chip; the stretches below are in the zone of the hours.
  const { say, format } = useWords()
  const title = receiptTitle(receipt, say, format)
  const button = (
    <button
      type="button"
      className={className ?? classes.button}
      onClick={toggle}
      aria-expanded={opened}
      title={say('clock.why')}
    >
      {children}
    </button>
  )
  if (onPhone === true) {
    return (
      <>
        {button}
        <Drawer
          opened={opened}
          onClose={close}
          position="bottom"
          size="auto"
          withCloseButton={false}
          padding={0}
          radius="16px 16px 0 0"
          classNames={{ content: classes.sheet, inner: classes.sheetInner }}
          attributes={{ content: { 'aria-label': title } }}
        >
          <div className={classes.handle} />
          <ClockReceipt receipt={receipt} title={title} onClose={close} />
        </Drawer>
      </>
    )
  }
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      width={420}
      position="bottom-start"
      trapFocus
      returnFocus
      withArrow
      arrowSize={12}
      shadow="float"
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={title} className={classes.dropdown}>
        <ClockReceipt receipt={receipt} title={title} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function receiptTitle(
  receipt: Receipt,
  say: (key: string, values?: Record<string, string>) => string,
  format: { locale: string; timeZone?: string | undefined },
): string {
  if (receipt.face === 'met' && receipt.stoppedAt != null) {
    return say('clock.title.met', { moment: fullMoment(Date.parse(receipt.stoppedAt), format) })
  }
  if (receipt.dueAt === null) return say('clock.title.paused')
  const moment = fullMoment(Date.parse(receipt.dueAt), format)
  const name = receipt.face === 'missed' || receipt.face === 'overdue' ? receipt.face : 'due'
  return say(`clock.title.${name}`, { moment })
}
