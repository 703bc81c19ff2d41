import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { beginSecondStepEndpoint, confirmSecondStepEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { QrCode } from './qr-code.tsx'
import classes from './security-page.module.css'
import { useSecurityWords } from './use-security-words.ts'

type TwoStepSetUpProps = { onClose: () => void; onDone: (backupCodes: string[]) => void }

/** First the password, then the key for the app, then a code that shows the app has it. */
export function TwoStepSetUp({ onClose, onDone }: TwoStepSetUpProps) {
  const t = useSecurityWords()
  const [begun, setBegun] = useState<{ key: string; uri: string }>()
  if (begun !== undefined) return <Confirm begun={begun} onClose={onClose} onDone={onDone} />
  return (
    <PasswordDialog
      title={t('twoStep.title')}
      lead={t('twoStep.first')}
      send={t('twoStep.next')}
      onClose={onClose}
      work={async (password) => setBegun(await request(beginSecondStepEndpoint, { body: { password } }))}
    />
  )
}

type ConfirmProps = TwoStepSetUpProps & { begun: { key: string; uri: string } }

function Confirm({ begun, onClose, onDone }: ConfirmProps) {
  const t = useSecurityWords()
  const sending = useSending()
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const confirm = (): void => {
    setMissing(code.trim() === '')
    if (code.trim() === '') return
    void sending.run(async () =>
      onDone((await request(confirmSecondStepEndpoint, { body: { code } })).backupCodes),
    )
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('twoStep.title')}
      lead={t('twoStep.scan')}
      send={t('twoStep.confirm')}
      sending={sending}
      onSubmit={confirm}
    >
      <div className={classes.qr}>
        <QrCode text={begun.uri} label={t('twoStep.qr')} />
        <p>
          <span>{t('twoStep.key')}</span>
          <code>{begun.key.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
      </div>
      <TextInput
        label={t('twoStep.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={isMissing ? t('twoStep.missingCode') : sending.errorOf('code')}
      />
    </FormDialog>
  )
}
