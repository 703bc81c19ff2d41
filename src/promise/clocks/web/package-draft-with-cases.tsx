import { AdminPackageDraft } from '#promise/packages/web/admin-package-draft.tsx'
import { OpenCasesEffect } from './open-cases-effect.tsx'

/** The draft of the next edition, with what open cases would look like under it. */
export function PackageDraftWithCases() {
  return <AdminPackageDraft openCases={(seen) => <OpenCasesEffect of={{ kind: 'draft', ...seen }} />} />
}
