import { Sheet } from '#web/components/page-parts.tsx'
import classes from './leave-demo.module.css'
import { useAdminWords } from './use-admin-words.ts'

/** On a demo: what it is, and the one command that leaves it. */
export function LeaveDemo({ vendorName }: { vendorName: string }) {
  const t = useAdminWords()
  return (
    <div className={classes.demo}>
      <Sheet>
        <h2>{t('demo.title', { vendor: vendorName })}</h2>
        <p>{t('demo.lead')}</p>
        <p>{t('demo.how')}</p>
        <pre tabIndex={0}>node bin/fourline.mjs demo --remove --email you@your.example --password '…'</pre>
        <p>{t('demo.after')}</p>
      </Sheet>
    </div>
  )
}
