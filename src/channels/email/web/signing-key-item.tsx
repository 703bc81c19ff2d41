import { Button } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { SigningKeyView } from '#channels/email/domain/signing-contract.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './signing.module.css'
import { useLeavingWords } from './use-leaving-words.ts'

type SigningKeyItemProps = {
  domain: string
  signingKey: SigningKeyView
  busy: boolean
  onRemove: () => void
}

/** One key: the record it needs, letter by letter, and what DNS says of it. */
export function SigningKeyItem({ domain, signingKey, busy, onRemove }: SigningKeyItemProps) {
  const t = useLeavingWords()
  const { selector, recordName, recordText, madeAt, found, signs } = signingKey
  const Icon = found === 'ok' ? IconCheck : IconAlertTriangle
  return (
    <article className={classes.key} aria-label={t('sign.key', { selector })}>
      <header>
        <h3>{t('sign.key', { selector })}</h3>
        {signs && <b>{t('sign.isSigning')}</b>}
        <span>
          {t('sign.madeAt')} <TimeText at={madeAt} as="moment" />
        </span>
      </header>
      <p>{t('sign.publish', { domain })}</p>
      <dl className={classes.record}>
        <dt>{t('sign.kind')}</dt>
        <dd>
          <code>TXT</code>
        </dd>
        <dt>{t('sign.name')}</dt>
        <dd>
          <code>{recordName}</code>
          <Copy text={recordName} label={t('sign.copyName')} />
        </dd>
        <dt>{t('sign.text')}</dt>
        <dd>
          <code>{recordText}</code>
          <Copy text={recordText} label={t('sign.copyText')} />
        </dd>
      </dl>
      {found !== null && (
        <p className={classes.found} data-good={found === 'ok' || undefined}>
          <Icon size={16} aria-hidden /> <span>{t(`sign.found.${found}`)}</span>
        </p>
      )}
      {!signs && (
        <Button variant="subtle" disabled={busy} onClick={onRemove}>
          {t('sign.remove')}
        </Button>
      )}
    </article>
  )
}

function Copy({ text, label }: { text: string; label: string }) {
  const t = useLeavingWords()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toast({ message: t('sign.copied') })
  }
  return (
    <Button size="compact-sm" aria-label={label} onClick={() => void copy()}>
      {t('sign.copy')}
    </Button>
  )
}
