import { Button } from '@mantine/core'
import { toast } from '#web/components/toast.tsx'
import classes from './security-page.module.css'
import { useSecurityWords } from './use-security-words.ts'

/** The one time backup codes are shown. */
export function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useSecurityWords()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast({ message: t('twoStep.copied') })
  }
  return (
    <div className={classes.codes} role="group" aria-labelledby="backup-codes">
      <h3 id="backup-codes">{t('twoStep.codesTitle')}</h3>
      <p>{t('twoStep.codesText')}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button variant="filled" onClick={onKept}>
          {t('twoStep.kept')}
        </Button>
        <Button onClick={() => void copy()}>{t('twoStep.copy')}</Button>
      </div>
    </div>
  )
}
