import { checkScreens, readerOf } from './check-screens.ts'
import { screens } from './screens.ts'

checkScreens(
  'Every screen of customers and visitors',
  screens.filter((screen) => readerOf(screen) === 'customer'),
)
