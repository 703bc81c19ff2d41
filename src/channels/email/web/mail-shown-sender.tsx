import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs'
import IconShieldQuestion from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs'
import IconShieldX from '@tabler/icons-react/dist/esm/icons/IconShieldX.mjs'
import type { SenderWords } from '#channels/email/domain/mail-shown-contract.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

const icons = { verified: IconShieldCheck, unverified: IconShieldQuestion, forged: IconShieldX }

/** Who really sent a message, in one sentence, and on request what that rests on. */
export function MailSender({ sender }: { sender: SenderWords | null }) {
  const t = useMailShownWords()
  if (sender === null) return <p className={classes.quiet}>{t('sender.notRead')}</p>
  return (
    <div className={classes.sender} data-tone={sender.tone}>
      <SenderLine sender={sender} />
      <details>
        <summary>{t('sender.how')}</summary>
        <ul>
          {sender.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}

export function SenderLine({ sender }: { sender: SenderWords }) {
  const Icon = icons[sender.tone]
  return (
    <span className={classes.senderLine} data-tone={sender.tone}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>{sender.sentence}.</span>
    </span>
  )
}
