import { defineTransformersSetup } from '@slidev/types'
import { diagramOnSlide, embedDiagrams } from '../embed/embed-diagrams.ts'
import { embedRecordings } from '../embed/embed-recordings.ts'

export default defineTransformersSetup(() => ({
  pre: [embedRecordings, ({ s }) => embedDiagrams(s, diagramOnSlide)],
  preCodeblock: [],
  codeblocks: [],
  postCodeblock: [],
  post: [],
}))
