// The page works without this. With it, the hours are in the reader's own time at once, and a choice shows
// without the button. The server stays the only one that reckons and writes.
const form = document.getElementById('choices')
const parts = ['compare', 'only', 'zone']
let latest

async function show(address) {
  const asked = (latest = new AbortController())
  const answer = await fetch(address, { signal: asked.signal })
  if (!answer.ok) throw new Error(`The page answered ${answer.status}`)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (asked !== latest) return
  for (const id of parts) {
    const old = document.getElementById(id)
    const fresh = page.getElementById(id)
    if (old === null || fresh === null) continue
    if (id === 'zone') takeOptions(old, fresh)
    else old.replaceWith(fresh)
  }
}

/** The select keeps its focus; only its options are new. Options on their way change what is selected. */
function takeOptions(select, fresh) {
  const { value } = fresh
  select.replaceChildren(...fresh.children)
  select.value = value
}

function addressOf(query) {
  return query.size > 0 ? `/packages?${query}` : '/packages'
}

async function choose() {
  latest?.abort()
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
  try {
    await show(addressOf(query))
    history.replaceState(null, '', addressOf(query))
  } catch (error) {
    if (error.name !== 'AbortError') form.submit()
  }
}

const asked = new URLSearchParams(location.search)
const own = Intl.DateTimeFormat().resolvedOptions().timeZone
document.getElementById('show').hidden = true
form.addEventListener('change', choose)
if (own && !asked.has('zone')) {
  asked.set('zone', own)
  // Without an answer the hours stay as they are, and say whose they are.
  show(addressOf(asked)).catch(() => {})
}
