import { checkScreens, readerOf } from './check-screens.ts'
import { screens } from './screens.ts'

checkScreens(
  'Every screen of agents',
  screens.filter((screen) => readerOf(screen) === 'agent'),
)
