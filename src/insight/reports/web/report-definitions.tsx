import { Button, Popover } from '@mantine/core'
import classes from './report.module.css'
import { useReportWords } from './use-report-words.ts'

const parts = ['settled', 'rate', 'lowered', 'cancelled', 'reopened', 'targets'] as const

/** What each figure of the report means, in the words of the domain. */
export function ReportDefinitions() {
  const t = useReportWords()
  return (
    <Popover position="bottom-end" width={400} trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="subtle">
          {t('define')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.definitions} aria-label={t('define')} tabIndex={0}>
        {parts.map((part) => (
          <p key={part}>{t(`definitions.${part}`)}</p>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
