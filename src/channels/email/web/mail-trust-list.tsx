import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import type { Trusted, TrustKind } from '#channels/email/domain/mail-trust-contract.ts'
import { useSending } from '#web/api/use-sending.ts'
import { TextLink } from '#web/components/text-link.tsx'
import classes from './mail-trust.module.css'
import { useMailTrust } from './use-mail-trust.ts'
import { useMailTrustWords } from './use-mail-trust-words.ts'

type MailTrustListProps = {
  kind: TrustKind
  /** Of which mailbox; null for all mail. */
  wayId: string | null
  /** Those that count there. */
  items: Trusted[]
  /** What the list is called where it is shown. */
  title: string
}

/** Who is believed in one respect, one a row, and a field for one more. */
export function MailTrustList({ kind, wayId, items, title }: MailTrustListProps) {
  const t = useMailTrustWords()
  const trust = useMailTrust()
  const field = useRef<HTMLInputElement>(null)
  /** At a mailbox: it counts there too, and is set elsewhere. */
  const isGeneral = (item: Trusted) => wayId !== null && item.wayId === null
  const remove = async (item: Trusted): Promise<void> => {
    await trust.remove(item)
    // The button that had the focus is gone with its row.
    field.current?.focus()
  }
  return (
    <div className={classes.list}>
      {items.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {items.length > 0 && (
        <ul aria-label={title}>
          {items.map((item) => (
            <li key={item.id}>
              <div>
                <code>{item.value}</code>
                {wayId === null && item.wayId !== null && <span>{t('oneWay')}</span>}
                {isGeneral(item) && (
                  <span>
                    {t('forAll')} <TextLink href="/admin/email">{t('underEmail')}</TextLink>
                  </span>
                )}
              </div>
              {!isGeneral(item) && (
                <Button
                  size="xs"
                  aria-label={t('removeOf', { value: item.value })}
                  onClick={() => void remove(item)}
                >
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <AddForm
        kind={kind}
        title={title}
        field={field}
        isKnown={(value) => items.some((item) => item.value === value && item.wayId === wayId)}
        add={(value) => trust.add({ kind, value, wayId })}
      />
    </div>
  )
}

type AddFormProps = {
  kind: TrustKind
  title: string
  field: RefObject<HTMLInputElement | null>
  isKnown: (value: string) => boolean
  add: (value: string) => Promise<void>
}

function AddForm({ kind, title, field, isKnown, add }: AddFormProps) {
  const t = useMailTrustWords()
  const sending = useSending()
  const [typed, setTyped] = useState('')
  const [mistake, setMistake] = useState<string>()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const value = typed.trim().toLowerCase()
    sending.clear()
    const found = value === '' ? t(`kind.${kind}.missing`) : isKnown(value) ? t('known') : undefined
    setMistake(found)
    if (found === undefined && (await sending.run(() => add(value)))) setTyped('')
    else field.current?.focus()
  }
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={field}
        label={t(`kind.${kind}.field`)}
        placeholder={t(`kind.${kind}.example`)}
        value={typed}
        maxLength={253}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={mistake ?? sending.errorOf('value') ?? sending.sentence}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMistake(undefined)
        }}
      />
      <Button type="submit" loading={sending.busy} aria-label={t('addTo', { list: title })}>
        {t('add')}
      </Button>
    </form>
  )
}
