import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs'
import IconShieldQuestion from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { domainOf } from '#channels/email/domain/sender-verdict.ts'
import classes from './desk-mail.module.css'
import { triageWords } from './triage-words.en.ts'
import { useTriageWords } from './use-triage-words.ts'

type TriageVerdictProps = { item: Pick<TriageItem, 'sender' | 'verdictCode' | 'from'> }

/** Whether the address that stands there really sent it, and if not, why nobody knows. */
export function TriageVerdict({ item }: TriageVerdictProps) {
  const t = useTriageWords()
  const verified = item.sender === 'verified'
  const Icon = verified ? IconShieldCheck : IconShieldQuestion
  const domain = domainOf(item.from.address ?? '')
  const code = verified ? 'from' : (item.verdictCode ?? 'other')
  return (
    <span className={classes.sender} data-sender={item.sender} data-wraps>
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(`verdict.${code in triageWords.verdict ? code : 'other'}`, { domain })}
    </span>
  )
}
