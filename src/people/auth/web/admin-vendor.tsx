import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { VendorSettings } from '#people/auth/domain/vendor-contract.ts'
import { useSending } from '#web/api/use-sending.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { toast } from '#web/components/toast.tsx'
import { type FormDraft, useFormDraft } from '#web/components/use-form-draft.ts'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './admin-vendor.module.css'
import { useMe } from './use-me.ts'
import { useStaffWords } from './use-staff-words.ts'
import { useChangeVendor, vendorSettingsQuery } from './use-vendor-settings.ts'
import { VendorPreview } from './vendor-preview.tsx'

/** What is said about the vendor, and beside it what customers read of that. */
export function AdminVendor() {
  const t = useStaffWords()
  const { data, error, refetch } = useQuery(vendorSettingsQuery)
  if (data !== undefined) return <VendorForm settings={data} />
  return (
    <AdminPage title={t('vendor.title')} lead={t('vendor.lead')}>
      {error === null ? (
        <Skeletons rows={6} />
      ) : (
        <ErrorState problem={error} title={t('vendor.error')} onRetry={() => void refetch()} />
      )}
    </AdminPage>
  )
}

export type VendorDraft = Pick<
  VendorSettings,
  'name' | 'supportAddress' | 'referencePrefix' | 'reopenDays' | 'priorityDefinitions'
> & { publicUrl: string }

function draftOf(settings: VendorSettings): VendorDraft {
  const { name, supportAddress, referencePrefix, reopenDays, priorityDefinitions, publicUrl } = settings
  const written = { name, supportAddress, referencePrefix, reopenDays, priorityDefinitions }
  return { ...written, publicUrl: publicUrl ?? '' }
}

const texts = ['name', 'supportAddress', 'referencePrefix', 'publicUrl'] as const
const levels = ['high', 'medium', 'low'] as const

function VendorForm({ settings }: { settings: VendorSettings }) {
  const t = useStaffWords()
  const mayChange = useMe().permissions.includes('vendor.change')
  const form = useFormDraft(settings, draftOf)
  const { draft } = form
  const put = (news: Partial<VendorDraft>): void => form.edit((all) => ({ ...all, ...news }))
  const { save, sending } = useSaveVendor(form)
  const { prefixIsFixed, publicUrl, reachedAt } = settings
  const words: Record<(typeof texts)[number], { label: string; hint?: string }> = {
    name: { label: t('vendor.name') },
    supportAddress: { label: t('vendor.supportAddress'), hint: t('vendor.supportHint') },
    referencePrefix: {
      label: t('vendor.prefix'),
      hint: t(prefixIsFixed ? 'vendor.prefixFixed' : 'vendor.prefixHint'),
    },
    publicUrl: {
      label: t('vendor.publicUrl'),
      hint:
        publicUrl !== null && publicUrl !== reachedAt
          ? t('vendor.publicFixed', { url: reachedAt })
          : t('vendor.publicHint'),
    },
  }
  return (
    <AdminPage
      title={t('vendor.title')}
      lead={t(mayChange ? 'vendor.lead' : 'vendor.readOnly')}
      aside={
        mayChange && (
          <Button variant="filled" type="submit" form="vendor" loading={sending.busy}>
            {t('vendor.save')}
          </Button>
        )
      }
    >
      <div className={classes.columns}>
        <form
          id="vendor"
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {sending.sentence !== undefined && (
            <p className={classes.problem} role="alert">
              {t('vendor.failed')} {sending.sentence}
            </p>
          )}
          <OvertakenNote form={form} sending={sending} />
          {texts.map((name) => (
            <TextInput
              key={name}
              label={words[name].label}
              description={words[name].hint}
              value={draft[name]}
              readOnly={!mayChange || (name === 'referencePrefix' && prefixIsFixed)}
              {...(name === 'publicUrl' && { placeholder: reachedAt })}
              error={sending.errorOf(name)}
              onChange={(event) => {
                const { value } = event.currentTarget
                put({ [name]: name === 'referencePrefix' ? value.toUpperCase() : value })
              }}
            />
          ))}
          <NumberInput
            className={classes.days}
            label={t('vendor.reopenDays')}
            description={t('vendor.reopenHint')}
            value={draft.reopenDays}
            min={0}
            max={365}
            allowDecimal={false}
            suffix={` ${t('vendor.days')}`}
            readOnly={!mayChange}
            error={sending.errorOf('reopenDays')}
            onChange={(value) => put({ reopenDays: Number(value) })}
          />
          <SectionHead title={t('vendor.definitions')} />
          <p className={classes.hint}>{t('vendor.definitionsHint')}</p>
          {levels.map((level) => (
            <Textarea
              key={level}
              label={t(`vendor.${level}`)}
              value={draft.priorityDefinitions[level]}
              autosize
              minRows={2}
              readOnly={!mayChange}
              error={sending.errorOf(`priorityDefinitions.${level}`)}
              onChange={(event) => {
                const { value } = event.currentTarget
                put({ priorityDefinitions: { ...draft.priorityDefinitions, [level]: value } })
              }}
            />
          ))}
        </form>
        <VendorPreview draft={draft} />
      </div>
    </AdminPage>
  )
}

/** Sends what differs from what was read. */
function useSaveVendor(form: FormDraft<VendorSettings, VendorDraft>) {
  const { from: settings, draft } = form
  const t = useStaffWords()
  const queryClient = useQueryClient()
  const change = useChangeVendor()
  const sending = useSending()
  const save = async (): Promise<void> => {
    const wanted = { ...draft, publicUrl: draft.publicUrl.trim() === '' ? null : draft.publicUrl.trim() }
    const differs = (key: keyof VendorDraft): boolean =>
      JSON.stringify(wanted[key]) !== JSON.stringify(settings[key])
    const news = {
      ...(differs('name') && { name: wanted.name }),
      ...(differs('supportAddress') && { supportAddress: wanted.supportAddress }),
      ...(differs('referencePrefix') && { referencePrefix: wanted.referencePrefix }),
      ...(differs('publicUrl') && { publicUrl: wanted.publicUrl }),
      ...(differs('reopenDays') && { reopenDays: wanted.reopenDays }),
      ...(differs('priorityDefinitions') && { priorityDefinitions: wanted.priorityDefinitions }),
    }
    if (Object.keys(news).length === 0) return announce(t('vendor.unchanged'))
    const done = await sending.run(() => change({ ...news, version: settings.version }))
    // What a colleague saved meanwhile is shown beside what is written.
    if (!done) return queryClient.invalidateQueries({ queryKey: vendorSettingsQuery.queryKey })
    form.saved(draft)
    toast({ message: t('vendor.saved') })
  }
  return { save, sending }
}
