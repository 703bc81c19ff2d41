/** Where somebody finds help, as admins keep it. */
export type HelpLink = { label: string; url: string }
