import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The rooms of ARCHITECTURE.md: what each may import besides itself and packages. */
const mayImport = {
  'src/core': [],
  'src/detect': ['src/core'],
  'src/formats': ['src/core'],
  'src/shared': ['src/core'],
  'src/worker': ['src/core', 'src/detect', 'src/formats', 'src/shared'],
  'src/host': ['src/core', 'src/shared'],
  'src/cli': ['src/core', 'src/detect', 'src/formats', 'src/shared', 'src/worker'],
  webview: ['src/core', 'src/shared'],
};
const rooms = Object.keys(mayImport);
const zones = rooms.flatMap((target) =>
  rooms
    .filter((from) => from !== target && !mayImport[target].includes(from))
    .map((from) => ({
      target: `./${target}`,
      from: `./${from}`,
      message: `${target} may not import ${from}`,
    })),
);

/** Packages a room must not touch. */
const pure = ['vscode', 'node:*', 'fs', 'path', 'worker_threads'];

export default tseslint.config(
  {
    ignores: ['dist', 'out', 'node_modules', 'test/workspace', 'test/fixtures', 'src/core/kernels/assembly'],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.js'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Numerical loops index within bounds they set themselves; `!` there is the honest notation.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts', 'src/detect/**/*.ts', 'src/formats/**/*.ts', 'src/shared/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: pure }] },
  },
  {
    files: ['src/cli/**/*.ts', 'src/worker/**/*.ts', 'webview/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['vscode'] }] },
  },
  {
    files: ['webview/**/*.ts'],
    ignores: ['webview/controls/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: ['vscode'], patterns: ['node:*', '@vscode/webview-ui-toolkit*'] },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
