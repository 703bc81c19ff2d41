import { Button } from '@mantine/core'
import classes from './portal-case.module.css'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalFormEndProps = {
  /** What went wrong with sending, after what it means: “Not sent.” */
  failed: string
  sentence: string | undefined
  busy: boolean
  send: string
  onCancel: () => void
}

/** The end of a small form on a case: what went wrong, send, and leave it. */
export function PortalFormEnd({ failed, sentence, busy, send, onCancel }: PortalFormEndProps) {
  const t = usePortalCaseWords()
  return (
    <>
      {sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {failed} {sentence}
        </p>
      )}
      <div className={classes.acts}>
        <Button type="submit" variant="filled" loading={busy}>
          {send}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('reopen.cancel')}
        </Button>
      </div>
    </>
  )
}
