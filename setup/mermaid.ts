import { defineMermaidSetup } from '@slidev/types'
import { DIAGRAMS } from '../styles/diagrams.ts'

export default defineMermaidSetup(() => DIAGRAMS)
