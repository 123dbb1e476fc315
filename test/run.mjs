// `npm test`: everything that must hold, and `N passed, M failed` as the last line.
// `npm test -- --only unit,vscode` runs a part: lint, browser, unit, panel, vscode, web, package, cluster, fuzz. `--desktop` runs the vscode suite
// in a desktop VS Code, `--pictures` saves what the README shows. Suites run two at a time where there are two processors. Limits say
// when to give up on a suite that hangs: no test measures time. Loads nothing but Node's own modules before the packages are installed.
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
  options: {
    only: { type: 'string' },
    desktop: { type: 'boolean', default: false },
    pictures: { type: 'boolean', default: false },
  },
});
/** The longest has a lane of its own; in the other, what is soon told comes first. */
const all = ['lint', 'browser', 'unit', 'panel', 'vscode', 'web', 'package', 'cluster', 'fuzz'];
/** Those that run the .vsix, as a person installs it. */
const packed = ['browser', 'vscode', 'web', 'package'];
const chosen = options.only?.split(',') ?? all;
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`--only takes ${all.join(', ')}; it does not know ${unknown.join(', ')}.`);
  process.exit(2);
}

const desktop = options.desktop || Boolean(process.env.VSCODE_EXECUTABLE_PATH);
const script = (...parts) => join(root, ...parts);
/** Piped, a program cannot see the terminal that its words end in. */
const env = {
  ...process.env,
  ...(process.stdout.isTTY ? { MOCHA_COLORS: '1' } : {}),
  ...(options.pictures ? { GRADIENT_LENS_PICTURES: '1' } : {}),
};
const node = (args, options) => run(process.execPath, args, { cwd: root, env, ...options });
const heading = (text) => `\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}\n`;
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** What failed, by suite and title, with the error where there is one. @type {string[]} */
const failed = [];
/** What was tried once more, with the error of the first try. @type {string[]} */
const retried = [];
let passed = 0;
let skipped = 0;

/** Arguments by which a check keeps what it found for the next run. */
const kept = (name, ...args) => [...args, script('node_modules', '.cache', 'gradient-lens', name)];

/** Each of the checks counts as one test; they share nothing, so they run side by side. */
async function lint(say) {
  const checks = {
    'format (prettier)': [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      ...kept('prettier', '--cache', '--cache-strategy=content', '--cache-location'),
      '.',
    ],
    'lint (oxlint)': ['node_modules/oxlint/bin/oxlint'],
    // The compiler in native code takes a fifth of the time; the tests that read sources need the API of the one before it.
    'types (tsc)': ['node_modules/typescript-native/bin/tsc', '--noEmit'],
  };
  await Promise.all(
    Object.entries(checks).map(async ([name, [file, ...args]]) => {
      const started = Date.now();
      const { code, text } = await node([script(file), ...args], { output: 'collect', limit: 20 * minute });
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

/** As much of an error as tells which one it was: a log may be kept to its end alone. */
const firstLines = (error) => error.split('\n').slice(0, 12).join('\n      ').slice(0, 1500);

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
  const those = (state) =>
    results.tests
      .filter((test) => test.state === state)
      .map(({ title, error }) => `${name}: ${title}${error ? `\n      ${firstLines(error)}` : ''}`);
  failed.push(...those('failed'));
  retried.push(...those('retried'));
  if (results.passes + results.failures === 0) {
    failed.push(`${name}: not a single test was found`);
  } else if (code !== 0 && results.failures === 0) {
    failed.push(`${name}: ended with status ${code} after its last test`);
  }
}

const mocha = (name, timeout, folder = name, ...rest) => [
  script('test', 'server', 'mocha-process.mjs'),
  join('out', folder),
  join('out', 'results', `${name}.json`),
  String(timeout),
  ...rest,
];

/** The unit tests as two processes: alone, they keep both processors busy. */
const unit = (say) =>
  inLanes(
    ['1', '2'].map((part) => ({
      run: (hear) =>
        suite(`unit ${part}`, mocha(`unit ${part}`, 5 * minute, 'unit', '', `${part}/2`), 20 * minute, hear),
    })),
    Math.min(2, availableParallelism()),
    say,
  );

/**
 * The tests in `test/browser/` are two suites: the panel's page needs no workbench. A test in the workbench that fails is tried once more
 * in a new window, and the run says so at its end: VS Code drops a key or a click now and then while it is busy.
 */
const workbench = '^(?!panel/)';
const launcher = script('test', 'vscode', 'launch.mjs');
const suites = {
  lint,
  unit,
  package: (say) => suite('package', mocha('package', 5 * minute), 20 * minute, say),
  cluster: (say) => suite('cluster', mocha('cluster', 10 * minute), 20 * minute, say),
  fuzz: (say) => suite('fuzz', mocha('fuzz', 10 * minute), 30 * minute, say),
  vscode: (say) => suite('vscode', [launcher, ...(desktop ? ['--desktop'] : [])], 40 * minute, say),
  web: (say) => suite('web', [launcher, '--web'], 40 * minute, say),
  panel: (say) => suite('panel', mocha('panel', 5 * minute, join('browser', 'panel')), 40 * minute, say),
  browser: (say) =>
    suite('browser', mocha('browser', 10 * minute, 'browser', workbench, '', '1'), 60 * minute, say),
};

async function build() {
  const { code } = await node([script('esbuild.mjs'), '--production', '--tests'], { limit: 20 * minute });
  if (code !== 0) {
    throw new Error('The build failed; its words are above.');
  }
  if (!packed.some((name) => chosen.includes(name))) return;
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
  if (['browser', 'web'].some((name) => chosen.includes(name)) || (chosen.includes('vscode') && !desktop)) {
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
for (const name of failed) console.log(`  ✖ ${name}`);
for (const name of retried) console.log(`  ↻ ${name}`);
if (skipped > 0) {
  console.log(`  ${skipped} skipped`);
}
process.exitCode = failed.length > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed.length} failed`);
