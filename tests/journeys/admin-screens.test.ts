import { checkScreens, readerOf } from './check-screens.ts'
import { screens } from './screens.ts'

checkScreens(
  'Every screen of admins',
  screens.filter((screen) => readerOf(screen) === 'admin'),
)
