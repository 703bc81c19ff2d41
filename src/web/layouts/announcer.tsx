import { VisuallyHidden } from '@mantine/core'

const politeId = 'announcer'
const assertiveId = 'alerts'

/** The two live regions of the page; `announce` writes into them. */
export function Announcer() {
  return (
    <VisuallyHidden>
      <div id={politeId} role="status" aria-live="polite" />
      <div id={assertiveId} role="alert" aria-live="assertive" />
    </VisuallyHidden>
  )
}

/** Says a sentence to screen readers: politely, or `'now'` when it cannot wait. */
export function announce(sentence: string, when: 'polite' | 'now' = 'polite'): void {
  const region = document.getElementById(when === 'now' ? assertiveId : politeId)
  if (region === null) return
  // The same sentence twice is only spoken twice when the region was empty in between.
  region.textContent = ''
  setTimeout(() => {
    region.textContent = sentence
  }, 50)
}
