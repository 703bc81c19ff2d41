/** What a dialog holds: a form, something typed into it, something on its way. */
type Held = { hasForm: boolean; isTyped: boolean; isBusy: boolean }

/** By what a dialog closes: no slip loses what was typed, and what is on its way stays to say how it went. */
export function waysOut({ hasForm, isTyped, isBusy }: Held): {
  beside: boolean
  escape: boolean
  button: boolean
} {
  return { beside: !hasForm, escape: !isBusy && !(hasForm && isTyped), button: !isBusy }
}
