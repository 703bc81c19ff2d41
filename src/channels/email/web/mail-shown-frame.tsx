import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MailPage } from '#channels/email/domain/mail-shown-contract.ts'
import { framedPage } from './mail-shown-page.ts'
import { picturesQuery } from './mail-shown-pictures.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

type MailFrameProps = { id: string; page: MailPage; withRemote: boolean }

/**
 * The paper a mail stands on: a frame without scripts, without our origin and without a network. Nobody can measure
 * it from here, so it has a height of its own, scrolls, and is pulled larger at its corner.
 */
export function MailFrame({ id, page, withRemote }: MailFrameProps) {
  const t = useMailShownWords()
  const own = useQuery(picturesQuery(id, page, false))
  const all = useQuery({ ...picturesQuery(id, page, true), enabled: withRemote })
  const pictures = (withRemote ? all.data : undefined) ?? own.data
  const opens = t('opens')
  const source = useMemo(() => framedPage(page, pictures, opens), [page, pictures, opens])
  return (
    <div className={classes.paper} style={{ height: heightOf(page) }} aria-busy={withRemote && all.isPending}>
      <iframe
        title={t('layout')}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={source}
      />
    </div>
  )
}

/** A guess from what is written: short mail on short paper, long mail scrolls. */
function heightOf({ html, own, remote }: MailPage): string {
  const lines = (html.match(/<(p|div|tr|li|br|h[1-6]|hr)\b/g)?.length ?? 0) * 1.2
  const text = html.replaceAll(/<[^>]*>/g, '').length / 80
  const pixels = 72 + Math.round((lines + text) * 24) + Math.min(own.length + remote, 4) * 80
  return `min(60vh, ${Math.min(Math.max(pixels, 160), 640)}px)`
}
