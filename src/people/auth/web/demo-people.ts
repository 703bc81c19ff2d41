/** The demo's sign-ins, as published with it. `word` names the key of what each is there to show. */
export const demoPeople = [
  { group: 'customers', word: 'basic', email: 'contact@basic.example' },
  { group: 'customers', word: 'colleague', email: 'colleague@basic.example' },
  { group: 'customers', word: 'business', email: 'contact@business.example' },
  { group: 'customers', word: 'premium', email: 'contact@premium.example' },
  { group: 'customers', word: 'developer', email: 'developer@premium.example' },
  { group: 'team', word: 'agent', email: 'agent@vendor.example' },
  { group: 'team', word: 'expert', email: 'expert@vendor.example' },
  { group: 'team', word: 'manager', email: 'manager@vendor.example' },
  { group: 'team', word: 'admin', email: 'admin@vendor.example' },
] as const

/** Published with the demo; it opens nothing else. */
export const demoPassword = 'fourline-demo'
