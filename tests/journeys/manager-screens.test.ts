import { checkScreens, readerOf } from './check-screens.ts'
import { screens } from './screens.ts'

checkScreens(
  'Every screen of managers',
  screens.filter((screen) => readerOf(screen) === 'manager'),
)
