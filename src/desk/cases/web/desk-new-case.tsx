import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { AttachmentPicker } from '#web/components/attachment-picker.tsx'
import { pickedIds } from '#web/components/picked-file.ts'
import { useFilesBlock } from '#web/components/use-files-block.ts'
import { usePickedFiles } from '#web/components/use-picked-files.ts'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { useWords } from '#web/words/use-words.ts'
import { callOf, DeskCallFields } from './desk-call-fields.tsx'
import { DeskContactField, type FoundContact } from './desk-contact-field.tsx'
import { discardDraft } from './discard-draft.ts'
import { placeInList } from './desk-last-list.ts'
import { bodyOf, isSpoken, missingOf, type NewCase, newCaseChannels } from './desk-new-case-draft.ts'
import { DeskNewCaseDecision } from './desk-new-case-decision.tsx'
import { DeskNewCaseKind } from './desk-new-case-kind.tsx'
import classes from './desk-new-case.module.css'
import { useNewCase } from './desk-use-new-case.ts'
import { useDeskOpenCase } from './desk-use-open-case.ts'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'

/**
 * An agent opens a case for a customer: who asks, how it came, what it is about; the agreement answers meanwhile.
 * What is written stays when the page is left.
 */
export function DeskNewCase() {
  const t = useWorkWords()
  const desk = useDeskWords()
  const { format } = useWords()
  const { written, isBegun, put, ...kept } = useNewCase()
  const { contact, draft, call } = written
  const [told, setTold] = useState(false)
  const picked = usePickedFiles()
  const block = useFilesBlock(picked.files)
  const open = useDeskOpenCase(kept.sent)
  const products = useProduct(contact, draft)
  usePageTitle(t('open.title'))

  const change = (part: Partial<NewCase>): void => {
    open.forget()
    put({ draft: { ...draft, ...part } })
  }
  const choose = (chosen: FoundContact | undefined): void => {
    open.forget()
    const blank = { productCode: '', topic: '', service: '', throughPortal: false }
    put({
      contact: chosen,
      draft: { ...draft, ...blank, contactId: chosen?.id },
      call: chosen === undefined ? call : { ...call, spokeWith: chosen.name },
    })
  }
  const discard = (): void => {
    open.forget()
    setTold(false)
    discardDraft({
      message: t('open.discarded'),
      picked,
      discard: kept.discard,
      restore: () => kept.restore(written),
    })
  }
  const whole = { ...draft, productCode: products.chosen }
  const spoken = isSpoken(draft.channel)
  const logged = isSpoken(draft.channel) ? callOf(call, format.timeZone, draft.channel) : undefined
  const missing = missingOf(whole, logged)
  const send = (waiver?: WaiverInput): void => {
    setTold(true)
    const body = bodyOf(whole, logged, pickedIds(picked.files))
    if (body !== undefined && block === undefined) void open.send(body, waiver)
  }
  const problem = told && missing.length > 0 ? missing.map((one) => t(`open.fields.${one}`)) : undefined
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <AppLink href={placeInList('').href} aria-label={t('open.back')} title={t('open.back')}>
          <IconArrowLeft size={16} aria-hidden />
        </AppLink>
        <h1>{t('open.title')}</h1>
      </header>
      <form
        className={classes.columns}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div className={classes.form}>
          <section>
            <h2>{t('open.who')}</h2>
            <DeskContactField chosen={contact} onChoose={choose} />
          </section>
          <section>
            <h2>{t('open.how')}</h2>
            <NativeSelect
              label={t('open.channel')}
              value={draft.channel}
              data={newCaseChannels.map((value) => ({ value, label: desk(`channel.${value}`) }))}
              onChange={(event) => {
                const channel = newCaseChannels.find((one) => one === event.currentTarget.value)
                if (channel !== undefined) change({ channel, throughPortal: false })
              }}
            />
            {spoken && (
              <fieldset className={classes.call}>
                <legend>{t('call.head')}</legend>
                <p className={classes.note}>{t('call.headNote')}</p>
                <DeskCallFields draft={call} onChange={(next) => put({ call: next })} />
              </fieldset>
            )}
          </section>
          <section>
            <h2>{t('open.what')}</h2>
            <DeskNewCaseKind
              draft={whole}
              accountId={contact?.account.id}
              products={products.all}
              onChange={change}
            />
            <TextInput
              label={t('open.subject')}
              value={draft.subject}
              maxLength={200}
              onChange={(event) => change({ subject: event.currentTarget.value })}
            />
            <Textarea
              label={t('open.description')}
              description={t('open.descriptionNote')}
              value={draft.description}
              maxLength={100_000}
              autosize
              minRows={5}
              maxRows={16}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
            <div>
              <p className={classes.label}>{t('open.files')}</p>
              <AttachmentPicker picked={picked} />
            </div>
          </section>
        </div>
        <aside className={classes.side} aria-label={t('open.decision')}>
          <DeskNewCaseDecision
            draft={whole}
            refused={open.failure?.decision}
            onThroughPortal={() => change({ throughPortal: true })}
            onWaive={send}
            busy={open.busy}
          />
          {open.failure !== undefined && (
            <p className={classes.problem} role="alert">
              {t('open.failed')} {open.failure.decision === undefined && open.failure.sentence}
            </p>
          )}
          {problem !== undefined && (
            <p className={classes.problem} role="alert">
              {t('open.missing', { what: problem.join(', ') })}
            </p>
          )}
          {block !== undefined && (
            <p className={classes.note} role="status">
              {block}
            </p>
          )}
          <Button
            type="submit"
            variant="filled"
            fullWidth
            loading={open.busy}
            aria-disabled={block !== undefined}
          >
            {t('open.send')}
          </Button>
          {isBegun && (
            <>
              <Button variant="subtle" fullWidth onClick={discard}>
                {t('open.discard')}
              </Button>
              <p className={classes.note}>{t('open.kept')}</p>
            </>
          )}
        </aside>
      </form>
    </div>
  )
}

/** Where the account has one product, it is that one. */
function useProduct(contact: FoundContact | undefined, draft: NewCase) {
  const all = useProducts().data ?? []
  const covered = useCover(contact?.account.id).data?.agreement?.products ?? []
  const only = covered.length === 1 ? covered[0] : undefined
  return { all, chosen: draft.productCode === '' ? (only ?? '') : draft.productCode }
}
