import { defineConfig } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { importDirection } from './tools/lint/import-direction.ts'

const notErasable = 'Node runs these files by stripping types: this has no place there.'

export default defineConfig(
  { ignores: ['dist/', 'export/', '.cache/', '.slidev/', 'node_modules/', 'tests/fixtures/*/*/'] },
  tseslint.configs.strict,
  vue.configs['flat/essential'],
  {
    // Not composables and components: Slidev's client is typed by virtual modules that only a build has.
    files: ['companion/*.ts', '{embed,hosting,recorder,scene,setup,tests,tools}/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'error',
    },
  },
  {
    files: ['**/*.{js,ts,vue}'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { project: { rules: { 'import-direction': importDirection } } },
    rules: {
      'project/import-direction': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: `${notErasable} Use a union of strings.` },
        { selector: 'TSParameterProperty', message: `${notErasable} Assign it in the constructor.` },
        { selector: 'TSModuleDeclaration[declare!=true]', message: `${notErasable} Use a module.` },
        { selector: 'TSExportAssignment', message: `${notErasable} Use export default.` },
        { selector: 'TSImportEqualsDeclaration', message: `${notErasable} Use import … from.` },
        {
          selector: 'CallExpression[callee.property.name="waitForFunction"] > :function[async=true]',
          message: 'Playwright takes the promise itself as true, so this waits for nothing: use expect.poll.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-empty': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'off',
    },
  },
  {
    // A test fails where it expects too much of a type.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/no-unused-emit-declarations': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'error',
      'vue/no-v-html': 'error',
    },
  },
)
