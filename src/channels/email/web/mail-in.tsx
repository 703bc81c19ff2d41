import { useState } from 'react'
import { Button, Loader } from '@mantine/core'
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs'
import { useQuery } from '@tanstack/react-query'
import type { MailSettings } from '#channels/email/domain/mail-settings-contract.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import { mailSettingsQuery } from './mail-settings-query.ts'
import classes from './mail-settings.module.css'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

type Incoming = MailSettings['incoming']

const loopback = ['127.0.0.1', 'localhost', '::1']

/** Where mail comes in, how to lead it here, and a test that ticks when one arrives. */
export function MailIn({ incoming }: { incoming: Incoming }) {
  const t = useMailSettingsWords()
  const { supportAddress: address, host, port, last } = incoming
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const [name = '', domain = ''] = address.split('@')
  return (
    <section className={classes.section} aria-labelledby="mail-in">
      <SectionHead id="mail-in" title={t('in.title')} />
      <div className={classes.facts}>
        <PropertyList
          wide
          items={[
            {
              label: t('in.address'),
              key: 'address',
              value: (
                <>
                  {address} <TextLink href="/admin/vendor">{t('in.changeAddress')}</TextLink>
                </>
              ),
            },
            { label: t('in.listens'), key: 'listens', value: <code className={classes.code}>{place}</code> },
            {
              label: t('in.last'),
              key: 'last',
              value:
                last === null ? (
                  t('in.none')
                ) : (
                  <>
                    <TimeText at={last.at} /> {last.from !== '' && t('in.from', { from: last.from })},{' '}
                    {t(`in.became.${last.became}`)}
                  </>
                ),
            },
          ]}
        />
      </div>
      <p className={classes.text}>{t('in.how', { address, place, reply: `${name}+…@${domain}` })}</p>
      {loopback.includes(host) && <p className={classes.text}>{t('in.onlyHere')}</p>}
      <ArrivalTest address={address} last={last} />
    </section>
  )
}

function ArrivalTest({ address, last }: { address: string; last: Incoming['last'] }) {
  const t = useMailSettingsWords()
  const [since, setSince] = useState<number>()
  const hasArrived = since !== undefined && last !== null && Date.parse(last.at) >= since
  // Looks again by itself until it is there.
  useQuery({ ...mailSettingsQuery, refetchInterval: 2_000, enabled: since !== undefined && !hasArrived })
  return (
    <div className={classes.test} aria-live="polite">
      {since === undefined && <p>{t('in.demoTest', { address })}</p>}
      {since !== undefined && !hasArrived && (
        <p className={classes.busy}>
          <Loader size={16} /> {t('in.waiting', { address })}
        </p>
      )}
      {hasArrived && (
        <p className={classes.done}>
          <IconCircleCheckFilled size={20} aria-hidden />
          <span>
            {last.from === '' ? t('in.arrivedUnknown') : t('in.arrived', { from: last.from })}{' '}
            {last.became === 'triage' && <TextLink href="/desk/triage">{t('in.triage')}</TextLink>}
          </span>
        </p>
      )}
      <Button onClick={() => setSince(since === undefined || hasArrived ? serverNow() : undefined)}>
        {t(since === undefined || hasArrived ? 'in.start' : 'in.stop')}
      </Button>
    </div>
  )
}
