import { checkScreens, isForStaff } from './check-screens.ts'
import { screens } from './screens.ts'

checkScreens('Every screen of staff', screens.filter(isForStaff))
