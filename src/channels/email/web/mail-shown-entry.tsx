import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { caseMailQuery } from './mail-shown-queries.ts'
import { MailShown } from './mail-shown.tsx'
import { SenderLine } from './mail-shown-sender.tsx'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

type MailEntryProps = { reference: string; entryId: string }

/** Under a message that came by mail: who really sent it, and all of it one click away. For staff. */
export function MailEntry({ reference, entryId }: MailEntryProps) {
  const t = useMailShownWords()
  const [opened, dialog] = useDisclosure(false)
  const { data } = useQuery(caseMailQuery(reference))
  const mail = data?.find((one) => one.entryId === entryId)
  if (mail === undefined) return null
  return (
    <p className={classes.entry}>
      {mail.sender !== null && <SenderLine sender={mail.sender} />}
      <button type="button" onClick={dialog.open}>
        {t('whole')}
      </button>
      <DialogFrame opened={opened} onClose={dialog.close} title={t('title')} size={860}>
        <MailShown id={mail.mailId} />
      </DialogFrame>
    </p>
  )
}
