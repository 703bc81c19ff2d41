import type { ReactNode } from 'react'
import type { HealthView } from '#app/health/domain/contract.ts'
import { fileSize } from '#web/components/file-size.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './health.module.css'
import { useHealthWords } from './use-health-words.ts'

const gigabyte = 1_000_000_000

function size(bytes: number): string {
  return bytes < gigabyte ? fileSize(bytes) : `${(bytes / gigabyte).toFixed(1)} GB`
}

/** What was counted, for who wants to see it move. */
export function HealthFigures({ health }: { health: HealthView }) {
  const t = useHealthWords()
  const { jobs, mailOut, mailIn, dueTimes, database, disk } = health
  const figures: [string, ReactNode][] = [
    ['waiting', jobs.waiting],
    ['underWay', jobs.underWay],
    ['later', jobs.later],
    ['processes', health.processes],
    ['mailOut', mailOut.waiting],
    ['failedToday', mailOut.failedToday],
    [
      'mailIn',
      mailIn.lastAt === null ? t('figure.never') : <TimeText key="in" at={mailIn.lastAt} as="moment" />,
    ],
    [
      'fired',
      dueTimes.lastFiredAt === null ? (
        t('figure.never')
      ) : (
        <TimeText key="fired" at={dueTimes.lastFiredAt} as="moment" />
      ),
    ],
    ['database', size(database.bytes)],
    ['connections', t('figure.connectionsOf', { n: database.connections, all: database.maxConnections })],
    [
      'oldest',
      database.oldestTransactionAt === null ? (
        t('figure.none')
      ) : (
        <TimeText key="oldest" at={database.oldestTransactionAt} as="moment" />
      ),
    ],
    ['disk', t('figure.diskOf', { free: size(disk.freeBytes), all: size(disk.totalBytes) })],
    ['version', health.version],
    ['since', <TimeText key="since" at={health.startedAt} as="moment" />],
  ]
  return (
    <section className={classes.section}>
      <SectionHead title={t('figures')} />
      <dl className={classes.figures}>
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`figure.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
