import { type Html, html } from '#platform/http/html.ts'
import { pageWords as words } from './page-words.ts'

type Frame = {
  title: string
  description: string
  /** The page's one public address; undefined where it should not be found. */
  address: string | undefined
  assets: { styles: string; script: string }
  vendor: string
  main: Html
}

/** A public page: the vendor at the top, ours only in the footer. */
export function renderFrame({ title, description, address, assets, vendor, main }: Frame): Html {
  return html`${doctype}
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        ${address === undefined ? html`<meta name="robots" content="noindex" />` : html`<link rel="canonical" href="${address}" />`}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#141519" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assets.styles}" />
        ${address !== undefined && html`<script src="${assets.script}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/packages"
              >${mark(vendor)}<b>${vendor}</b>
              ${vendor !== words.support && html`<span>${words.support}</span>`}</a
            >
            <nav class="nav" aria-label="${words.mainNavigation}">
              <a href="/packages" aria-current="page">${words.packagesLink}</a>
            </nav>
            <a class="sign-in" href="/signin">${words.signIn}</a>
          </div>
        </header>
        <main id="main" class="wrap" tabindex="-1">${main}</main>
        <footer class="foot">
          <div class="wrap">
            <a href="/packages">${words.packagesLink}</a><a href="/signin">${words.signIn}</a>
            <span class="runs">${ourMark}${words.runsOn}</span>
          </div>
        </footer>
      </body>
    </html> `
}

/** The page in place of the packages, before any are published. */
export function renderNotYet(vendor: string, assets: Frame['assets']): Html {
  const { title, headline, text } = words.notYet
  const main = html`<section class="hero">
    <h1>${headline}</h1>
    <div><p>${text}</p></div>
  </section>`
  return renderFrame({ title, description: text, address: undefined, assets, vendor, main })
}

const doctype = html`<!doctype html>`

function mark(vendor: string): Html {
  const [first = ''] = vendor
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <rect width="24" height="24" rx="6" fill="currentColor" />
    <text x="12" y="17" text-anchor="middle">${first.toLocaleUpperCase('en')}</text>
  </svg>`
}

const ourMark = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M3 4.5h9M6 9.5h9M9 14.5h9" />
  <path class="last" d="M12 19.5h9" />
</svg>`
