import { findBoxId } from './desk-find-box.tsx'

/** The find box of narrow screens, where the one beside the views is hidden. */
export const narrowFindId = 'desk-find-narrow'

/** Moves the keyboard to the next or previous row; from outside, to the first. */
export function moveFocus(list: HTMLElement | null, by: number): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-row], li a') ?? [])]
  const here = links.findIndex((link) => link === document.activeElement)
  const next = here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))
  links[next]?.focus()
}

/** The case of the row that the keyboard is on. */
export function focusedReference(): string | undefined {
  const href = document.activeElement?.getAttribute('href')
  return href?.startsWith('/desk/cases/') === true
    ? decodeURIComponent(href.slice('/desk/cases/'.length))
    : undefined
}

/** Puts the keyboard into the find box that is seen. */
export function focusFind(): void {
  for (const id of [findBoxId, narrowFindId]) {
    const box = document.getElementById(id)
    if (box !== null && box.checkVisibility()) box.focus()
  }
}
