import { memo, useState } from 'react'
import { ActionIcon, NativeSelect } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { type CellChoice, type DraftCell, readCell } from '#promise/packages/domain/draft-cell.ts'
import type { Path } from '#promise/packages/domain/draft-path.ts'
import { pageWords } from '#promise/packages/domain/page-words.ts'
import { DraftField, fieldId, plainText } from './draft-field.tsx'
import classes from './draft-table.module.css'
import { useDraftWords } from './use-draft-words.ts'

export const newPool = 'new-pool'

type CellFieldProps = {
  /** The service and the package: what is read aloud. */
  name: string
  path: Path
  value: unknown
  isChannel: boolean
  /** Each pool with what the list says of it. */
  pools: string
  problem: string | undefined
  onCell: (path: Path, cell: DraftCell, isNewPool: boolean) => void
}

/** How one package has one service. */
export const CellField = memo(
  function CellField({ name, path, value, isChannel, pools, problem, onCell }: CellFieldProps) {
    const t = useDraftWords()
    const cell = readCell(value)
    const [isOpen, setOpen] = useState(cell.label !== '' || cell.footnote !== '')
    const listed: { value: string; label: string }[] = JSON.parse(pools)
    const plain = (['included', 'on_request', 'conditional', 'not_included'] as const).filter(
      (choice) => !isChannel || choice === 'included' || choice === 'not_included',
    )
    const change = (part: Partial<DraftCell>): void => onCell(path, { ...cell, ...part }, false)
    const options = [
      ...(cell.choice === 'unknown' ? [{ value: 'unknown', label: t('cell.unknown') }] : []),
      ...plain.map((choice) => ({ value: choice, label: t(`cell.${choice}`) })),
      ...(isChannel ? [] : listed),
      ...(isChannel ? [] : [{ value: newPool, label: t('cell.newPool') }]),
    ]
    const isKnown = options.some((one) => one.value === cell.choice)
    const word = cell.choice.startsWith('pool:')
      ? pageWords.availability.limited
      : (options.find((one) => one.value === cell.choice)?.label ?? '')
    return (
      <div className={classes.cell}>
        <div className={classes.one}>
          <NativeSelect
            id={fieldId(path)}
            size="xs"
            aria-label={name}
            value={cell.choice}
            data={isKnown ? options : [{ value: cell.choice, label: cell.choice }, ...options]}
            error={problem}
            data-choice={cell.choice}
            onChange={({ currentTarget }) => {
              const choice = currentTarget.value as CellChoice
              // The label was another word for what stood there before.
              onCell(path, { ...cell, choice, label: '' }, currentTarget.value === newPool)
            }}
          />
          {!isOpen && (
            <ActionIcon
              size={32}
              variant="subtle"
              aria-label={`${t('cell.words')}: ${name}`}
              title={t('cell.words')}
              onClick={() => setOpen(true)}
            >
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
        {cell.choice === 'conditional' && (
          <DraftField
            label={`${t('cell.certification')}: ${name}`}
            placeholder={t('cell.certification')}
            path={[...path, 'certification']}
            value={cell.certification}
            write={plainText}
            read={(text) => text}
            onEdit={(text) => change({ certification: plainText(text) })}
          />
        )}
        {isOpen && (
          <>
            <DraftField
              label={`${t('cell.label', { word })}: ${name}`}
              placeholder={t('cell.label', { word })}
              path={[...path, 'label']}
              value={cell.label}
              write={plainText}
              read={(text) => text}
              onEdit={(text) => change({ label: plainText(text) })}
            />
            <DraftField
              label={`${t('cell.footnote')}: ${name}`}
              placeholder={t('cell.footnote')}
              path={[...path, 'footnote']}
              value={cell.footnote}
              write={plainText}
              read={(text) => text}
              onEdit={(text) => change({ footnote: plainText(text) })}
            />
          </>
        )}
      </div>
    )
  },
  (one, other) =>
    one.value === other.value &&
    one.problem === other.problem &&
    one.pools === other.pools &&
    one.name === other.name &&
    one.onCell === other.onCell,
)
