import { NativeSelect, TextInput } from '@mantine/core'
import type { MailboxForm } from './use-mailbox-form.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

const takes = ['new', 'unread'] as const
const afterwards = ['seen', 'move', 'delete'] as const

/** Which mail is fetched, and what becomes of it in the mailbox. */
export function MailboxFolderPart({ form }: { form: MailboxForm }) {
  const t = useMailboxWords()
  const { draft, put, errorOf } = form
  return (
    <>
      <h2>{t('form.what')}</h2>
      <TextInput
        label={t('form.folder')}
        description={t('form.folderHint')}
        spellCheck={false}
        value={draft.folder}
        error={errorOf('folder')}
        onChange={(event) => put({ folder: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.takes')}
        value={draft.takes}
        data={takes.map((value) => ({ value, label: t(`form.takesOf.${value}`) }))}
        onChange={(event) => {
          const chosen = takes.find((one) => one === event.currentTarget.value)
          if (chosen !== undefined) put({ takes: chosen })
        }}
      />
      <NativeSelect
        label={t('form.afterwards')}
        description={draft.afterwards === 'delete' ? t('form.deleteWarning') : undefined}
        value={draft.afterwards}
        data={afterwards.map((value) => ({ value, label: t(`form.afterwardsOf.${value}`) }))}
        onChange={(event) => {
          const chosen = afterwards.find((one) => one === event.currentTarget.value)
          if (chosen !== undefined) put({ afterwards: chosen })
        }}
      />
      {draft.afterwards === 'move' && (
        <TextInput
          label={t('form.moveTo')}
          description={t('form.moveToHint')}
          spellCheck={false}
          value={draft.moveTo}
          error={errorOf('moveTo')}
          onChange={(event) => put({ moveTo: event.currentTarget.value })}
        />
      )}
    </>
  )
}
