import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type MailView, rememberPicturesEndpoint } from '#channels/email/domain/mail-shown-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { picturesQuery } from './mail-shown-pictures.ts'
import { mailPageQuery, mailQuery } from './mail-shown-queries.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

const MailFrame = lazy(async () => ({ default: (await import('./mail-shown-frame.tsx')).MailFrame }))

/** A message as its sender laid it out; pictures from elsewhere only when they are asked for. */
export function MailLayout({ mail }: { mail: MailView }) {
  const t = useMailShownWords()
  const page = useQuery(mailPageQuery(mail.id))
  const [isShown, setShown] = useState(mail.page?.isAlways === true)
  if (page.data === undefined) {
    if (page.error === null) return <Skeletons shape="text" rows={6} />
    return <ErrorState title={t('layoutFailed')} problem={page.error} onRetry={() => void page.refetch()} />
  }
  return (
    <div className={classes.layout}>
      <PictureBar mail={mail} count={page.data.remote} isShown={isShown} onShow={() => setShown(true)} />
      {page.data.isCut && <p className={classes.bar}>{t('isCut')}</p>}
      <Suspense fallback={<Skeletons shape="text" rows={6} />}>
        <MailFrame id={mail.id} page={page.data} withRemote={isShown} />
      </Suspense>
      {isShown && <FailedPictures id={mail.id} page={page.data} />}
    </div>
  )
}

const placesNamed = 2

type PictureBarProps = { mail: MailView; count: number; isShown: boolean; onShow: () => void }

function PictureBar({ mail, count, isShown, onShow }: PictureBarProps) {
  const t = useMailShownWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  if (mail.page === null || count === 0) return null
  const { places, mayAlways, isAlways } = mail.page
  const named = places.slice(0, placesNamed).join(', ')
  const more = places.length - placesNamed
  const remember = async (wanted: boolean): Promise<void> => {
    const done = await sending.run(async () => {
      await request(rememberPicturesEndpoint, { params: { id: mail.id }, body: { isAlways: wanted } })
      await queryClient.invalidateQueries({ queryKey: mailQuery(mail.id).queryKey, exact: true })
    })
    if (done && wanted) onShow()
  }
  return (
    <div className={classes.bar}>
      <p>
        {isShown
          ? t('pictures.on')
          : t('pictures.off', {
              count,
              places: more > 0 ? t('pictures.more', { places: named, count: more }) : named,
            })}
      </p>
      {sending.sentence !== undefined && <p role="alert">{sending.sentence}</p>}
      <div className={classes.tools}>
        {!isShown && (
          <Button size="xs" onClick={onShow}>
            {t('pictures.show')}
          </Button>
        )}
        {mayAlways && !isAlways && (
          <Button size="xs" variant="subtle" loading={sending.busy} onClick={() => void remember(true)}>
            {t('pictures.always', { address: mail.from.address })}
          </Button>
        )}
        {isAlways && (
          <Button size="xs" variant="subtle" loading={sending.busy} onClick={() => void remember(false)}>
            {t('pictures.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}

function FailedPictures({ id, page }: { id: string; page: Parameters<typeof picturesQuery>[1] }) {
  const t = useMailShownWords()
  const pictures = useQuery(picturesQuery(id, page, true))
  const count = pictures.data?.remote.filter((one) => one === null).length ?? 0
  return count === 0 ? null : <p className={classes.quiet}>{t('pictures.failed', { count })}</p>
}
