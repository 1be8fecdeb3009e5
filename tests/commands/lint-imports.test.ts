import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { importError } from '../../tools/lint/import-direction.ts'

const ROOT = join(import.meta.dirname, '../..')
const check = (file: string, specifier: string, typeOnly = false) => importError(ROOT, file, specifier, typeOnly)

describe('imports', () => {
  it.each([
    ['scene/figure.ts', '../recorder/schema.ts', true],
    ['scene/figure.ts', './provenance.ts', false],
    ['components/Recorded.vue', '../scene/figure', false],
    ['components/Recorded.vue', 'vue', false],
    ['components/stage/Frame.vue', '../../composables/useSteps', false],
    ['recorder/cli.ts', 'node:fs', false],
    ['recorder/cli.ts', './schema.ts', false],
    ['embed/read-recording.ts', '../recorder/schema.ts', false],
    ['tools/build.ts', '@slidev/parser/fs', false],
    ['tests/unit/figure.test.ts', '../../scene/figure.ts', false],
  ])('%s may import %s', (file, specifier, typeOnly) => {
    expect(check(file, specifier, typeOnly)).toBeUndefined()
  })

  it.each([
    ['scene/figure.ts', '../recorder/schema.ts', /only import types/],
    ['scene/figure.ts', '../recorder/cli.ts', /may not import recorder\/cli\.ts/],
    ['scene/figure.ts', '../components/Recorded.vue', /may not import components/],
    ['scene/figure.ts', 'vue', /not vue/],
    ['scene/figure.ts', 'node:fs', /not node:fs/],
    ['components/Recorded.vue', '../recorder/cli.ts', /may not import recorder/],
    ['components/Recorded.vue', '../embed/read-recording.ts', /may not import embed/],
    ['components/Recorded.vue', 'shiki', /not shiki/],
    ['components/Recorded.vue', '@slidev/client/logic/nav', /not @slidev\/client\/logic\/nav/],
    ['recorder/cli.ts', '../scene/figure.ts', /may not import scene/],
    ['tools/build.ts', './slidev', /Write the extension/],
    ['tools/build.ts', '@antfu/utils', /package\.json does not name @antfu\/utils/],
  ])('%s may not import %s', (file, specifier, message) => {
    expect(check(file, specifier)).toMatch(message)
  })
})

describe('the code lint', () => {
  it('forbids any, unused names and syntax that Node cannot strip, in TypeScript and Vue', async () => {
    const eslint = new ESLint({ cwd: ROOT })
    const rules = async (file: string, code: string) => {
      const [result] = await eslint.lintText(code, { filePath: join(ROOT, file) })
      return result?.messages.map(({ ruleId, line }) => `${line} ${ruleId}`)
    }
    const code = 'const a: any = 1\nenum B { C }\nexport class D { constructor(readonly e: string) {} }\n'
    const found = [
      '1 @typescript-eslint/no-explicit-any',
      '1 @typescript-eslint/no-unused-vars',
      '2 no-restricted-syntax',
      '3 no-restricted-syntax',
    ]
    expect(await rules('tools/lint.ts', code)).toEqual(expect.arrayContaining(found))
    expect(
      await rules('components/Example.vue', `<script setup lang="ts">\n${code.split('\n')[0]}\n</script>\n`),
    ).toEqual(expect.arrayContaining(['2 @typescript-eslint/no-explicit-any']))
    expect(await rules('scene/figure.ts', "import { ref } from 'vue'\nexport const a = ref(1)\n")).toEqual([
      '1 project/import-direction',
    ])
  })
})
