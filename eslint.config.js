import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { parser, plugin as typescript } from 'typescript-eslint'
import { describedSuppressionRule } from './scripts/lint/described-suppression-rule.js'
import { importLawRule } from './scripts/lint/import-law-rule.js'
import { everywhere, rawText, unrunTests } from './scripts/lint/syntax-bans.js'

const holdfast = {
  rules: { 'import-law': importLawRule, 'described-suppression': describedSuppressionRule },
}

function functionLines(max) {
  return ['error', { max, skipBlankLines: true, skipComments: true }]
}

function bans(...lists) {
  return { 'no-restricted-syntax': ['error', ...lists.flat()] }
}

const generalRules = {
  'holdfast/import-law': 'error',
  'holdfast/described-suppression': 'error',
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': functionLines(40),
  'no-console': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
  'no-fallthrough': 'error',
  'no-unused-expressions': 'error',
  'no-self-compare': 'error',
  'no-throw-literal': 'error',
  'no-unsafe-finally': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  ...bans(everywhere),
}

const typescriptRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/ban-ts-comment': [
    'error',
    {
      'ts-expect-error': 'allow-with-description',
      'ts-ignore': true,
      'ts-nocheck': true,
      minimumDescriptionLength: 10,
    },
  ],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
}

const scriptGlobals = ['AbortController', 'AbortSignal', 'URL', 'clearInterval', 'clearTimeout']
  .concat(['console', 'fetch', 'performance', 'process', 'setInterval', 'setTimeout'])
  .map((name) => [name, 'readonly'])

export default [
  {
    ignores: ['**/*.d.mts', 'out/', '.cache/', 'node_modules/', 'test-results/', '.holdfast-data/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,mjs,ts,tsx}'], plugins: { holdfast }, rules: generalRules },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@typescript-eslint': typescript, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/extensions': ['.ts', '.tsx'],
    },
    rules: { ...typescriptRules, 'import-x/no-cycle': 'error' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/i18n/**'],
    rules: bans(everywhere, rawText),
  },
  // A component is mostly its markup, a test file mostly one describe: length there says little about complexity.
  {
    files: ['renderer/**/*.tsx', 'test/**'],
    rules: { 'max-lines-per-function': functionLines(200) },
  },
  { files: ['test/**'], rules: bans(everywhere, unrunTests) },
  {
    files: [
      'scripts/**',
      'server/index.ts',
      'server/import.ts',
      'test/bench/**',
      'test/soak/**',
      'test/screens/**',
      'test/proof/index.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['scripts/**/*.{js,mjs}', '*.js'],
    languageOptions: { globals: Object.fromEntries(scriptGlobals) },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  // These tools read the default export.
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
]
