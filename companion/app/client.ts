import { followChoice, offerMode, printLight } from './client/choices.ts'
import { offerCiting } from './client/cite-dialog.ts'
import { offerCopying } from './client/copy.ts'
import { tellNoPlace } from './client/places.ts'
import { offerPrinting } from './client/print.ts'
import { offerSearch } from './client/search.ts'
import { showScore } from './client/score.ts'
import { wakeSlides } from './client/wake-slides.ts'

offerMode()
printLight()
followChoice()
wakeSlides()
offerPrinting()
offerCiting()
offerCopying()
offerSearch()
showScore()
tellNoPlace()
