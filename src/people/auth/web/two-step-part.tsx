import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { SecurityView } from '#people/auth/domain/door-contract.ts'
import { endSecondStepEndpoint, renewBackupCodesEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { securityQuery } from './security-queries.ts'
import classes from './security-page.module.css'
import { TwoStepSetUp } from './two-step-set-up.tsx'
import { useSecurityWords } from './use-security-words.ts'

type Doing = 'nothing' | 'set-up' | 'codes' | 'off'

export function TwoStepPart({ twoStep }: { twoStep: SecurityView['twoStep'] }) {
  const t = useSecurityWords()
  const queryClient = useQueryClient()
  const [doing, setDoing] = useState<Doing>('nothing')
  const [codes, setCodes] = useState<string[]>()
  const refresh = () => queryClient.invalidateQueries({ queryKey: securityQuery.queryKey })
  const stop = (): void => setDoing('nothing')
  const show = async (fresh: string[]): Promise<void> => {
    stop()
    setCodes(fresh)
    await refresh()
  }
  return (
    <section className={classes.part} aria-labelledby="two-step">
      <h2 id="two-step">{t('twoStep.title')}</h2>
      <p>{twoStep.since === null ? t('twoStep.off') : <On since={twoStep.since} />}</p>
      {twoStep.isOn && <p>{leftWords(t, twoStep.backupCodesLeft)}</p>}
      {codes !== undefined && <BackupCodes codes={codes} onKept={() => setCodes(undefined)} />}
      {twoStep.isOn ? (
        <div className={classes.actions}>
          <Button onClick={() => setDoing('codes')}>{t('twoStep.newCodes')}</Button>
          <Button variant="subtle" onClick={() => setDoing('off')}>
            {t('twoStep.turnOff')}
          </Button>
        </div>
      ) : (
        <Button onClick={() => setDoing('set-up')}>{t('twoStep.setUp')}</Button>
      )}
      {doing === 'set-up' && <TwoStepSetUp onClose={stop} onDone={(fresh) => void show(fresh)} />}
      {doing === 'codes' && (
        <PasswordDialog
          title={t('twoStep.newCodes')}
          lead={t('twoStep.codesLead')}
          send={t('twoStep.make')}
          onClose={stop}
          work={async (password) =>
            show((await request(renewBackupCodesEndpoint, { body: { password } })).backupCodes)
          }
        />
      )}
      {doing === 'off' && (
        <PasswordDialog
          title={t('twoStep.offTitle')}
          lead={t('twoStep.offText')}
          send={t('twoStep.turnOff')}
          onClose={stop}
          work={async (password) => {
            await request(endSecondStepEndpoint, { body: { password } })
            stop()
            setCodes(undefined)
            toast({ message: t('twoStep.isOff') })
            await refresh()
          }}
        />
      )}
    </section>
  )
}

function On({ since }: { since: string }) {
  const t = useSecurityWords()
  const [before = '', after = ''] = t('twoStep.on', { date: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <TimeText at={since} as="date" />
      {after}
    </>
  )
}

function leftWords(t: ReturnType<typeof useSecurityWords>, count: number): string {
  return count === 0 ? t('twoStep.left_zero') : t('twoStep.left', { count })
}
