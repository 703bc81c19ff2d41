import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs'
import IconShieldQuestion from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'

/** Whether the address that stands there really sent it, in words. */
export function DeskSenderWord({ sender }: { sender: 'verified' | 'not_verified' }) {
  const t = useMailWords()
  const verified = sender === 'verified'
  const Icon = verified ? IconShieldCheck : IconShieldQuestion
  return (
    <span className={classes.sender} data-sender={sender}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(verified ? 'sender.verified' : 'sender.notVerified')}
    </span>
  )
}
