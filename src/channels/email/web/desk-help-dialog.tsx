import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { helpLinksQuery } from './triage-queries.ts'
import classes from './triage.module.css'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

type DeskHelpDialogProps = {
  message: TriageView
  opened: boolean
  onClose: () => void
  onDone: () => void
}

/** Answers a verified sender with links of ours; the words are always the same. */
export function DeskHelpDialog({ message, opened, onClose, onDone }: DeskHelpDialogProps) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const links = useQuery({ ...helpLinksQuery, enabled: opened })
  const [chosen, setChosen] = useState<string[]>([])
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('answer.title')}
      lead={t('answer.lead', { address: message.from.address })}
      send={t('answer.send')}
      check={() => ({ links: chosen.length === 0 ? t('answer.missing') : undefined })}
      onSend={async () => {
        await acts.answer(message.id, chosen)
        onDone()
      }}
    >
      {(errorOf) => (
        <Checkbox.Group
          label={t('answer.links')}
          value={chosen}
          onChange={setChosen}
          error={errorOf('links') ?? (links.error === null ? undefined : t('answer.failed'))}
        >
          <div className={classes.links}>
            {links.data === undefined && links.error === null && <Skeletons rows={3} />}
            {links.data?.items.map(({ code, label, url }) => (
              <Checkbox
                key={code}
                value={code}
                label={
                  <>
                    {label} <span className={classes.linkUrl}>{url}</span>
                  </>
                }
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </SendDialog>
  )
}
