import { Option } from 'commander'
import { TALK_PATHS } from '../embed/talk-path.ts'

/** The option that every command takes which shows slides. */
export function pathOption(): Option {
  return new Option('--path <name>', 'all slides, or those of the 25-minute path').choices(TALK_PATHS).default('full')
}
