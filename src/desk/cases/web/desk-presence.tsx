import { useEffect, useRef } from 'react'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { PresenceView } from '#desk/cases/domain/presence.ts'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './desk-presence.module.css'
import { useDeskWords } from './desk-use-words.ts'

/** Colleagues who have the case before them too, in its head. Who writes comes first, and is said aloud. */
export function DeskPresence({ others }: { others: readonly PresenceView[] }) {
  const t = useDeskWords()
  const shown = others.toSorted((a, b) => Number(a.doing === 'viewing') - Number(b.doing === 'viewing'))
  const sentence = (one: PresenceView): string => t(`presence.${one.doing}`, { name: one.name })
  const writing = shown.filter((one) => one.doing !== 'viewing')
  useAnnounced(writing.map(sentence).join(', '))
  if (shown.length === 0) return null
  return (
    <ul className={classes.present} aria-label={t('presence.label')}>
      {shown.slice(0, 3).map((one) => (
        <li key={one.staffId} data-doing={one.doing}>
          {one.doing === 'viewing' ? <IconEye size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />}
          {sentence(one)}
        </li>
      ))}
      {shown.length > 3 && <li>{t('presence.more', { count: shown.length - 3 })}</li>}
    </ul>
  )
}

function useAnnounced(sentence: string): void {
  const last = useRef('')
  useEffect(() => {
    if (sentence !== '' && sentence !== last.current) announce(sentence)
    last.current = sentence
  }, [sentence])
}
