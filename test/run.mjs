// `npm test`: everything that must hold, and `N passed, M failed` as the last line.
// `npm test -- --only unit,vscode` runs a part: lint, unit, fuzz, vscode, web, panel, webviews, browser. `--desktop` runs the vscode suite in a
// desktop VS Code. Suites run two at a time where there are two processors. Loads nothing but Node's own modules before the packages are installed.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './server/dependencies.mjs';
import { ensureServer } from './server/install.mjs';
import { inLanes } from './server/lanes.mjs';
import { run } from './server/processes.mjs';

const root = resolve(import.meta.dirname, '..');
const minute = 60_000;
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, desktop: { type: 'boolean', default: false } },
});
/** What is soon told comes first, then the longest. */
const all = ['lint', 'unit', 'webviews', 'browser', 'panel', 'vscode', 'web', 'fuzz'];
const chosen = options.only?.split(',') ?? all;
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`--only takes ${all.join(', ')}; it does not know ${unknown.join(', ')}.`);
  process.exit(2);
}

const desktop = options.desktop || Boolean(process.env.VSCODE_EXECUTABLE_PATH);
const script = (...parts) => join(root, ...parts);
/** Piped, a program cannot see the terminal that its words end in. */
const env = process.stdout.isTTY ? { ...process.env, MOCHA_COLORS: '1' } : process.env;
const node = (args, options) => run(process.execPath, args, { cwd: root, env, ...options });
const heading = (text) => `\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}\n`;
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** What failed, by suite and title. @type {string[]} */
const failed = [];
let passed = 0;
let skipped = 0;

/** Each of the checks counts as one test; they share nothing, so they run side by side. */
async function lint(say) {
  const checks = {
    'format (prettier)': ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    'lint (eslint)': ['node_modules/eslint/bin/eslint.js', '.'],
    'types (tsc)': ['node_modules/typescript/bin/tsc', '--noEmit'],
  };
  await Promise.all(
    Object.entries(checks).map(async ([name, [file, ...args]]) => {
      const started = Date.now();
      const { code, text } = await node([script(file), ...args], { output: 'collect', limit: 10 * minute });
      if (code === 0) {
        passed++;
        say(`  ✔ ${name} (${seconds(started)})\n`);
      } else {
        failed.push(name);
        say(`${text.trimEnd()}\n  ✖ ${name} (${seconds(started)})\n`);
      }
    }),
  );
}

/** Runs a mocha suite and counts by the file of results that it must leave behind. */
async function suite(name, args, limit, say) {
  const { code, timedOut } = await node(args, { limit, output: say });
  let results;
  try {
    results = JSON.parse(readFileSync(script('out', 'results', `${name}.json`), 'utf8'));
  } catch {
    failed.push(
      timedOut ? `${name}: no end after ${limit / minute} minutes` : `${name}: ended without results`,
    );
    return;
  }
  passed += results.passes;
  skipped += results.pending;
  const titles = results.tests.filter((test) => test.state === 'failed').map((test) => test.title);
  failed.push(...titles.map((title) => `${name}: ${title}`));
  if (results.passes + results.failures === 0) {
    failed.push(`${name}: not a single test was found`);
  } else if (code !== 0 && titles.length === 0) {
    failed.push(`${name}: ended with status ${code} after its last test`);
  }
}

const mocha = (name, timeout, folder = name, ...pattern) => [
  script('test', 'server', 'mocha-process.mjs'),
  join('out', folder),
  join('out', 'results', `${name}.json`),
  String(timeout),
  ...pattern,
];

/** The tests in `test/browser/` are three suites, so that two of them can run side by side. */
const webviews = '^(accessibility|checkpoint|monitor|prediction)\\.';
const others = `^(?!panel/|${webviews.slice(1)})`;
const launcher = script('test', 'vscode', 'launch.mjs');
const suites = {
  lint,
  unit: (say) => suite('unit', mocha('unit', 20_000), 15 * minute, say),
  fuzz: (say) => suite('fuzz', mocha('fuzz', 120_000), 10 * minute, say),
  vscode: (say) => suite('vscode', [launcher, ...(desktop ? ['--desktop'] : [])], 15 * minute, say),
  web: (say) => suite('web', [launcher, '--web'], 15 * minute, say),
  panel: (say) => suite('panel', mocha('panel', 60_000, join('browser', 'panel')), 15 * minute, say),
  browser: (say) => suite('browser', mocha('browser', 120_000, 'browser', others), 20 * minute, say),
  webviews: (say) => suite('webviews', mocha('webviews', 120_000, 'browser', webviews), 20 * minute, say),
};

async function build() {
  const { code } = await node([script('esbuild.mjs'), '--production', '--tests'], { limit: 5 * minute });
  if (code !== 0) {
    throw new Error('The build failed; its words are above.');
  }
  // It needs the packages, which may have been installed just now.
  const { ensurePackage } = await import('./server/package.mjs');
  await ensurePackage();
}

const started = Date.now();
try {
  await ensureDependencies(root);
  if (chosen.some((name) => name !== 'lint')) {
    console.log(heading('build').trimEnd());
    await build();
  }
  // Before the suites, for their time limits know nothing of downloads.
  if (
    ['browser', 'webviews', 'web'].some((name) => chosen.includes(name)) ||
    (chosen.includes('vscode') && !desktop)
  ) {
    await ensureServer();
  }
  const tasks = all
    .filter((name) => chosen.includes(name))
    .map((name) => ({
      async run(say) {
        const begun = Date.now();
        say(heading(name));
        await suites[name](say);
        say(`  ${name} took ${seconds(begun)}\n`);
      },
    }));
  await inLanes(tasks, Math.min(2, availableParallelism()), (text) => process.stdout.write(text));
} catch (error) {
  console.error(error.message);
  failed.push(error.message);
}

console.log(heading(`the whole run took ${seconds(started)}`).trimEnd());
for (const name of failed) {
  console.log(`  ✖ ${name}`);
}
if (skipped > 0) {
  console.log(`  ${skipped} skipped`);
}
process.exitCode = failed.length > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed.length} failed`);
