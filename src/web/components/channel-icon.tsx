import { useTranslation } from 'react-i18next'
import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs'
import IconAppWindow from '@tabler/icons-react/dist/esm/icons/IconAppWindow.mjs'
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs'
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import classes from './priority-mark.module.css'

const icons: Record<string, typeof IconMail> = {
  portal: IconAppWindow,
  email: IconMail,
  phone: IconPhone,
  live_session: IconDeviceDesktop,
  desk: IconHeadset,
  monitoring: IconActivity,
}

/** A way in, by its code: `portal`, `email`, `phone`, `live_session`, `desk`, `monitoring`; others are drawn as the portal. */
export type Channel = string

/** The way a message came, as a shape with its words for those who hear it. */
export function ChannelIcon({ channel, size = 14 }: { channel: Channel; size?: number }) {
  const { t } = useTranslation('kit')
  const Icon = icons[channel] ?? IconAppWindow
  return (
    <>
      <Icon size={size} aria-hidden />
      <span className={classes.heard}>
        {t(`case.by.${icons[channel] === undefined ? 'other' : channel}`)}
      </span>
    </>
  )
}
