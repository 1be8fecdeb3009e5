import { defineTransformersSetup } from '@slidev/types'
import { embedRecordings } from '../embed/embed-recordings.ts'

export default defineTransformersSetup(() => ({
  pre: [embedRecordings],
  preCodeblock: [],
  codeblocks: [],
  postCodeblock: [],
  post: [],
}))
