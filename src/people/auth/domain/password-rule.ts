type Owner = { name: string; email: string }

/** What is tried first by anybody who guesses, and what only lengthens a word. */
const obvious = [
  'password',
  'passwort',
  'passw0rd',
  'letmein',
  'welcome',
  'qwerty',
  'qwertz',
  'asdfgh',
  '123456',
  '987654',
  'abcdef',
  'iloveyou',
  'support',
]

export type PasswordProblem = 'short' | 'long' | 'owner' | 'obvious' | 'monotonous'

/** Said before anybody types, and again where it was not kept. */
export const passwordSentences: Readonly<Record<PasswordProblem, string>> = {
  short: 'A password has at least 12 characters.',
  long: 'A password has at most 128 characters.',
  owner: 'Your name or your address is part of it. Others would try that first.',
  obvious:
    'It has a word or a row of keys in it that is tried first. Take something only you would think of.',
  monotonous: 'It repeats too few characters. Take at least five different ones.',
}

/** Why nobody should have this password, or null where it is a good one. Length is what protects most. */
export function passwordProblem(password: string, owner: Owner): PasswordProblem | null {
  if (password.length < 12) return 'short'
  if (password.length > 128) return 'long'
  const plain = password.toLowerCase()
  if (partsOf(owner).some((part) => plain.includes(part))) return 'owner'
  if (obvious.some((word) => plain.includes(word))) return 'obvious'
  return new Set(plain).size < 5 ? 'monotonous' : null
}

/** Names and the local part of the address; what has fewer than four letters is in many words. */
function partsOf({ name, email }: Owner): string[] {
  const local = email.split('@')[0] ?? ''
  return [...name.split(/\s+/), ...local.split(/[.+_-]/), local]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 4)
}
