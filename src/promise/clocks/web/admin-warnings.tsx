import { useState } from 'react'
import { Button } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useWarningWords } from './use-warning-words.ts'
import { warningRulesQuery } from './use-warning-rules.ts'
import { WarningDialog } from './warning-dialog.tsx'
import { WarningMenu } from './warning-menu.tsx'
import { WarningPreview } from './warning-preview.tsx'
import { WarningWho } from './warning-who.tsx'
import classes from './warnings.module.css'

type Edited = { rule: WarningRuleView | null; opened: boolean }

/** Who hears of running clocks, and when: the rules as sentences, and beside them what they come to. */
export function AdminWarnings() {
  const t = useWarningWords()
  const mayChange = useMe().permissions.includes('warning.change')
  const { data, error, refetch } = useQuery(warningRulesQuery)
  const [edited, setEdited] = useState<Edited>({ rule: null, opened: false })
  const add = mayChange && (
    <Button
      variant="filled"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setEdited({ rule: null, opened: true })}
    >
      {t('add')}
    </Button>
  )
  const { rule, opened } = edited
  return (
    <AdminPage
      title={t('title')}
      lead={mayChange ? t('lead') : `${t('lead')} ${t('readOnly')}`}
      aside={data?.length !== 0 && add}
    >
      {error !== null && data === undefined && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={3} />}
      {data?.length === 0 && (
        <EmptyState title={t('emptyTitle')} action={add}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <div className={classes.columns}>
          <div>
            <RuleTable
              rules={data}
              {...(mayChange && { onEdit: (one: WarningRuleView) => setEdited({ rule: one, opened: true }) })}
            />
            {!data.some(({ share }) => share === 100) && (
              <p className={classes.silent}>
                <IconAlertTriangle size={16} aria-hidden />
                {mayChange ? `${t('silent')} ${t('silentAdd')}` : t('silent')}
              </p>
            )}
            <section className={classes.when} aria-labelledby="warnings-when">
              <h2 id="warnings-when">{t('when.title')}</h2>
              <p>{t('when.text')}</p>
            </section>
          </div>
          <WarningPreview rules={data} />
        </div>
      )}
      <WarningDialog
        key={rule === null ? `new ${data?.length ?? 0}` : `${rule.id} ${rule.version}`}
        rule={rule}
        opened={opened}
        onClose={() => setEdited((last) => ({ ...last, opened: false }))}
      />
    </AdminPage>
  )
}

type RuleTableProps = { rules: WarningRuleView[]; onEdit?: (rule: WarningRuleView) => void }

function RuleTable({ rules, onEdit }: RuleTableProps) {
  const t = useWarningWords()
  const columns = ['when', 'who', 'of'].map((key) => ({ key, title: t(`column.${key}`) }))
  const menu = { key: 'menu', title: t('column.menu'), quiet: true, align: 'end' as const }
  const rows = rules.map((rule) => ({
    key: rule.id,
    muted: rule.person?.active === false,
    cells: [
      <span key="when" className={classes.share} data-breach={rule.share === 100 || undefined}>
        {rule.share === 100 ? t('atBreach') : t('at', { share: rule.share })}
      </span>,
      <WarningWho key="who" rule={rule} withNote />,
      t(rule.tracked ? 'of.both' : 'of.promised'),
      ...(onEdit === undefined ? [] : [<WarningMenu key="menu" rule={rule} onEdit={() => onEdit(rule)} />]),
    ],
  }))
  return (
    <DataTable label={t('title')} columns={onEdit === undefined ? columns : [...columns, menu]} rows={rows} />
  )
}
