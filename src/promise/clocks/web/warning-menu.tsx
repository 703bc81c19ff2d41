import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import type { WarningRuleView } from '#promise/clocks/domain/warning-contract.ts'
import { useWarningActions } from './use-warning-rules.ts'
import { useWarningWords } from './use-warning-words.ts'
import classes from './warnings.module.css'

/** What an admin can do with one rule. Removing is done at once and can be undone. */
export function WarningMenu({ rule, onEdit }: { rule: WarningRuleView; onEdit: () => void }) {
  const t = useWarningWords()
  const { remove } = useWarningActions()
  const who = rule.person?.name ?? t(`tell.${rule.tell}`)
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { share: rule.share, who })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item onClick={() => void remove(rule)}>{t('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
