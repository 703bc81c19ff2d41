import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { LineWord } from '#web/components/four-line-glyph.tsx'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { PanelSection, type Property, PropertyList } from '#web/components/panel-section.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './desk-panels.module.css'
import { DeskClassifyDialog } from './desk-classify-dialog.tsx'
import { DeskLinks } from './desk-links.tsx'
import { useDeskRankWords } from './desk-use-rank-words.ts'
import { useDeskWords } from './desk-use-words.ts'

type DeskDetailsProps = {
  found: CaseView
  /** Status, priority and owner, where the page has no room for them above. */
  pickers?: ReactNode
}

/** What the case is, and how it ended. */
export function DeskDetails({ found, pickers }: DeskDetailsProps) {
  const t = useDeskWords()
  const [opened, dialog] = useDisclosure(false)
  const properties = useProperties(found)
  const edit = found.allowed.includes('change') && (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={t('classify.open')}
      title={t('classify.open')}
      onClick={dialog.open}
    >
      <IconPencil size={14} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      {pickers !== undefined && <div className={classes.pickers}>{pickers}</div>}
      <PanelSection title={t('details.title')} aside={edit}>
        <PropertyList items={properties} />
      </PanelSection>
      {found.solution !== null && (
        <PanelSection title={t('details.solution')}>
          <div className={classes.text}>
            <MarkdownText text={found.solution} />
          </div>
        </PanelSection>
      )}
      {found.cause !== null && (
        <PanelSection title={t('details.cause')}>
          <p className={classes.text}>{found.cause}</p>
        </PanelSection>
      )}
      <DeskLinks found={found} />
      <DeskClassifyDialog found={found} opened={opened} onClose={dialog.close} />
    </>
  )
}

function useProperties(found: CaseView): Property[] {
  const t = useDeskWords()
  const lines = useLines()
  const services = useCover(found.account.id).data?.agreement?.services ?? []
  const named = (code: string | null): string | undefined =>
    code === null ? undefined : (services.find((service) => service.code === code)?.name ?? code)
  const unknown = t('details.unknown')
  const say = useDeskRankWords()
  const line = found.line ?? 1
  const lineName = lines.find((one) => one.number === line)?.name
  const topic = { label: t('details.topic'), value: named(found.topic) ?? unknown }
  const service = { label: t('details.service'), value: named(found.service) ?? unknown }
  const closed = { label: t('details.closed'), value: <Closed found={found} /> }
  return [
    { label: t('details.line'), value: <LineWord line={line} name={lineName} /> },
    { label: t('details.type'), value: found.type === null ? unknown : t(`type.${found.type}`) },
    ...(found.type === 'consultation' ? [topic] : []),
    ...(found.service === null ? [] : [service]),
    { label: t('details.product'), value: found.product?.name ?? unknown },
    ...(found.rank === undefined ? [] : [{ label: say('rank'), value: say('rankOf', { rank: found.rank }) }]),
    { label: t('details.contact'), value: found.contact.name },
    { label: t('details.cameBy'), value: t(`channel.${found.channel}`) },
    { label: t('details.received'), value: <TimeText at={found.receivedAt} as="full" /> },
    ...(found.closedAt === null ? [] : [closed]),
  ]
}

function Closed({ found }: { found: CaseView }) {
  const t = useDeskWords()
  if (found.closedAt === null) return null
  const reason = found.closeReason === null ? t('details.confirmed') : t(`close.reasons.${found.closeReason}`)
  return (
    <span>
      <TimeText at={found.closedAt} />, {reason}
    </span>
  )
}
