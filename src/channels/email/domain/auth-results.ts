/** One `Authentication-Results` (RFC 8601): who says it, and what it found. */
export type AuthResults = { authserv: string; dmarc: { result: string; domain: string | null } | null }

const longest = 10_000

/**
 * A strict reading of one header value, which decides whom to believe: what is doubtful is undefined.
 * @param value unfolded; of an ARC set without its `i=1;`
 */
export function readAuthResults(value: string): AuthResults | undefined {
  if (value.length > longest) return undefined
  const bare = withoutComments(value)
  if (bare === undefined || bare.includes('"')) return undefined
  const [id = '', ...found] = bare.split(';').map((piece) => piece.trim())
  // The id may be followed by a version.
  const authserv = /^([\w.-]{1,253})(?:\s+\d+)?$/.exec(id)?.[1]?.toLowerCase()
  if (authserv === undefined) return undefined
  const rules = found.filter((piece) => /^dmarc\s*=/i.test(piece))
  const [rule] = rules
  if (rule === undefined || rules.length > 1) return { authserv, dmarc: null }
  const result = /^dmarc\s*=\s*([a-z]+)(?=\s|$)/i.exec(rule)?.[1]?.toLowerCase()
  const domains = [...rule.matchAll(/\sheader\.from\s*=\s*([\w.-]+)(?=\s|$)/gi)].map((one) => one[1])
  if (result === undefined || domains.length > 1) return { authserv, dmarc: null }
  return { authserv, dmarc: { result, domain: domains[0]?.toLowerCase() ?? null } }
}

/** Undefined where a comment is not closed. */
function withoutComments(value: string): string | undefined {
  let out = ''
  let depth = 0
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? ''
    if (char === '\\' && depth > 0) at++
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (depth === 0) out += char
    if (depth < 0) return undefined
  }
  return depth === 0 ? out : undefined
}
