import { useState } from 'react'
import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-products.module.css'
import { ProductDialog } from './product-dialog.tsx'
import { ProductMenu } from './product-menu.tsx'
import { useProducts } from './use-products.ts'
import { useProductWords } from './use-product-words.ts'

type Edited = { product: ProductView | null; opened: boolean }

/** What customers can ask about, and who helps with it. */
export function AdminProducts() {
  const t = useProductWords()
  const mayChange = useMe().permissions.includes('product.change')
  const { data, error, refetch } = useProducts()
  const [edited, setEdited] = useState<Edited>({ product: null, opened: false })
  const add = mayChange && (
    <Button
      variant="filled"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setEdited({ product: null, opened: true })}
    >
      {t('add')}
    </Button>
  )
  const isEmpty = data?.length === 0
  return (
    <AdminPage title={t('title')} lead={t('lead')} aside={!isEmpty && add}>
      {error !== null && data === undefined && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={4} />}
      {isEmpty && (
        <EmptyState title={t('emptyTitle')} action={add}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      )}
      {data !== undefined && !isEmpty && (
        <ProductTable
          products={data}
          {...(mayChange && { onEdit: (product: ProductView) => setEdited({ product, opened: true }) })}
        />
      )}
      <aside className={classes.terms}>
        <h2>{t('t5.title')}</h2>
        <p>{t('t5.text')}</p>
      </aside>
      <ProductDialog
        key={edited.product === null ? 'new' : `${edited.product.code} ${edited.product.version}`}
        {...edited}
        onClose={() => setEdited((last) => ({ ...last, opened: false }))}
      />
    </AdminPage>
  )
}

type ProductTableProps = { products: ProductView[]; onEdit?: (product: ProductView) => void }

function ProductTable({ products, onEdit }: ProductTableProps) {
  const t = useProductWords()
  const columns = ['name', 'kind', 'publisher', 'support'].map((key) => ({ key, title: t(`column.${key}`) }))
  const menu = { key: 'menu', title: t('column.menu'), quiet: true, align: 'end' as const }
  const rows = products.map((product) => ({
    key: product.code,
    cells: [
      <div key="name" className={classes.name}>
        <b>{product.name}</b>
        <span>{product.code}</span>
      </div>,
      t(`kind.${product.kind}`),
      product.publisher ?? '–',
      <Support key="support" product={product} />,
      ...(onEdit === undefined
        ? []
        : [<ProductMenu key="menu" product={product} onEdit={() => onEdit(product)} />]),
    ],
  }))
  return (
    <DataTable label={t('title')} columns={onEdit === undefined ? columns : [...columns, menu]} rows={rows} />
  )
}

function Support({ product }: { product: ProductView }) {
  const t = useProductWords()
  if (product.kind === 'platform') return t('youHelp')
  return (
    <div className={classes.name}>
      {product.supportAddress !== null && <span>{product.supportAddress}</span>}
      {product.termsUrl !== null && <TextLink href={product.termsUrl}>{t('terms')}</TextLink>}
    </div>
  )
}
