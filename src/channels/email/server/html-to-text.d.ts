// The package brings no types.
declare module 'html-to-text' {
  export function htmlToText(html: string, options: object): string
}
