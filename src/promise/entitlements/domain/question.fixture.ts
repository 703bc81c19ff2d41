/** A question as `fourline entitlement decide` reads it, from the few words of `ExpectedDecision`. */
export function questionFrom(given: string): Record<string, unknown> {
  const [packageCode = '', channel = '', type = '', ...rest] = given.split(' ')
  const said = new Map(rest.map((word) => splitAt(word, '=')))
  const valueOf = (name: string, usual: string): string => said.get(name) ?? usual
  const agreement = {
    package: packageCode,
    start: valueOf('start', '2026-02-14'),
    end: valueOf('end', '2027-02-14'),
    coverageZone: valueOf('zone', '+01:00'),
    products: ['studio', 'flow'],
    approvals: said.has('approved') ? [said.get('approved')] : [],
  }
  return {
    id: given,
    at: valueOf('at', '2026-03-10T10:00:00Z'),
    agreement: packageCode === 'none' ? null : agreement,
    contact: contactFrom(said),
    used: { 'basic-consultations': Number(valueOf('used', '0')) },
    channel: known(channel),
    type: known(type),
    topic: said.has('topic') ? `consultation.${said.get('topic')}` : undefined,
    service: said.get('service'),
    product: productFrom(valueOf('product', 'studio')),
    priority: 'medium',
    onBehalf: ['staff', 'monitoring'].find((who) => said.has(who)),
  }
}

function contactFrom(said: ReadonlyMap<string, string>): unknown {
  if (said.has('monitoring') || said.has('no-contact')) return null
  const certifications = ['cert', 'cert2', 'certOther'].flatMap((name) => {
    const dates = said.get(name)
    if (dates === undefined) return []
    const [from, until] = splitAt(dates, '..')
    return [{ kind: name === 'certOther' ? 'analyst' : 'developer', from, until }]
  })
  return { authorised: !said.has('no-seat'), certifications }
}

function productFrom(code: string): unknown {
  if (code === '?') return null
  if (code !== 'mapviewer') return { code, kind: 'platform' }
  return { code, kind: 'marketplace', termsUrl: 'https://maps.example/support' }
}

function known(word: string): string | null {
  return word === '?' ? null : word
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}
