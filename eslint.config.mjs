import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The rooms of ARCHITECTURE.md: what each may import besides itself and packages. */
const mayImport = {
  core: [],
  detect: ['core'],
  formats: ['core'],
  shared: ['core'],
  present: ['core'],
  analysis: ['core', 'detect', 'formats', 'present', 'shared'],
  host: ['core', 'detect', 'present', 'shared'],
  cli: ['core', 'detect', 'formats', 'present', 'shared', 'analysis'],
  webview: ['core', 'present', 'shared'],
};
/** Of the analysis, the host knows only what decides whether a text is sent to it. */
const onlyGate = {
  regex: '/detect/(?!worthReading$)',
  message: 'of detect, host may import worthReading alone',
};
/** Packages that a room must not touch, as a regular expression; `vscode` is for the host alone. */
const allButTexts = '^(?!@vscode/l10n$)[^.]';
const forbiddenPackages = {
  core: '^[^.]',
  detect: '^(node:|vscode$)',
  formats: '^(node:|vscode$)',
  shared: allButTexts,
  present: allButTexts,
  analysis: '^vscode$',
  cli: '^vscode$',
  webview: '^(node:|vscode$|@vscode/webview-ui-toolkit)',
};
const folder = (room) => (room === 'webview' ? 'webview' : `src/${room}`);

/** Imports between rooms are relative and name the room, so a pattern on the path is enough. */
function restrictions(room, packages = forbiddenPackages[room]) {
  const rooms = Object.keys(mayImport).filter((other) => other !== room && !mayImport[room].includes(other));
  const patterns = [
    { regex: `^\\.\\./(.*/)?(${rooms.join('|')})/`, message: `${room} may not import that room` },
    ...(room === 'host' ? [onlyGate] : []),
    ...(packages ? [{ regex: packages, message: `${room} may not import that package` }] : []),
  ];
  return { 'no-restricted-imports': ['error', { patterns }] };
}

export default tseslint.config(
  {
    ignores: ['dist', 'out', 'node_modules', 'test/workspace', 'test/fixtures', 'src/core/kernels/assembly'],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Numerical loops index within bounds they set themselves; `!` there is the honest notation.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...Object.keys(mayImport).map((room) => ({
    files: [`${folder(room)}/**/*.ts`],
    rules: restrictions(room),
  })),
  { files: ['webview/ui/controls/**/*.ts'], rules: restrictions('webview', '^(node:|vscode$)') },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'fetch',
          'module',
          'require',
          'AbortController',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
