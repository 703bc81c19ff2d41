import type { z } from 'zod'
import { type contactView, findContactsEndpoint } from '#people/accounts/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { DeskFindField } from './desk-find-field.tsx'
import { useWorkWords } from './desk-use-work-words.ts'

export type FoundContact = z.output<typeof contactView>

const find = async (q: string, signal: AbortSignal): Promise<FoundContact[]> =>
  (await request(findContactsEndpoint, { query: { q }, signal })).items.slice(0, 8)

type DeskContactFieldProps = {
  chosen: FoundContact | undefined
  onChoose: (contact: FoundContact | undefined) => void
}

/** Finds who asks, by name, address or company. */
export function DeskContactField({ chosen, onChoose }: DeskContactFieldProps) {
  const t = useWorkWords()
  return (
    <DeskFindField
      label={t('open.contact')}
      placeholder={t('open.contactPlaceholder')}
      name="contacts"
      find={find}
      keyOf={({ id }) => id}
      draw={({ name, email, account }) => ({ title: name, text: `${account.name}, ${email}` })}
      chosen={chosen}
      onChoose={onChoose}
      autofocus
    />
  )
}
