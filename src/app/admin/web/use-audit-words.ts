import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { auditWords } from './audit-words.en.ts'

addWords('audit', auditWords)

/** The words of the audit log, by key. */
export function useAuditWords(): TFunction<'audit'> {
  return useTranslation('audit').t
}
