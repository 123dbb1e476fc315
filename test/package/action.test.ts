import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { packedProgram } from './packages';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;

/** The steps of the workflow that the page on the command line shows. */
function example(): readonly Step[] {
  const [, text] = /```yaml\n(name: Gradients[^]*?)```/.exec(readFileSync('docs/command-line.md', 'utf8'))!;
  const { jobs } = parse(text!) as { jobs: Record<string, { steps: Step[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

describe('the action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-action-'));
  const project = join(folder, 'project');
  const temp = join(folder, 'temp');
  const files = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') };
  let inputs: Readonly<Record<string, string>>;

  before(async function () {
    if (spawnSync('bash', ['--version']).error) this.skip();
    cpSync('test/workspace', project, { recursive: true });
    mkdirSync(temp);
    const defaults = Object.entries(action.inputs).map(([name, input]): [string, string] => [
      name,
      input.default,
    ]);
    inputs = { ...Object.fromEntries<string>(defaults), package: await packedProgram() };
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs the action's steps as a runner does, to the first that fails. */
  function use(given: Readonly<Record<string, string>>) {
    const known: Readonly<Record<string, string>> = {
      'github.action_path': resolve('.'),
      'runner.temp': temp,
      ...Object.fromEntries(
        Object.entries({ ...inputs, ...given }).map(([name, value]) => [`inputs.${name}`, value]),
      ),
    };
    const filled = (text: string): string =>
      text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
        assert.ok(name in known, name);
        return known[name]!;
      });
    const runs = [];
    for (const { run, shell, env = {} } of action.runs.steps) {
      assert.equal(shell, 'bash');
      // Values from outside come by the environment, never into the script itself.
      assert.doesNotMatch(run!, /\$\{\{/);
      const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)]));
      const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run!];
      const options = { cwd: project, env: { ...process.env, npm_config_offline: 'true', ...files, ...own } };
      const { status, stdout, stderr } = spawnSync('bash', args, { ...options, encoding: 'utf8' });
      runs.push({ status, stdout, stderr });
      if (status !== 0) break;
    }
    return runs;
  }

  it('writes a summary, results for code scanning and annotations, and fails where gradients explode', () => {
    const uses = example().find((step) => step.uses?.includes('/gradient-lens@'));
    const runs = use(uses?.with ?? {});
    assert.deepEqual(runs.map(({ status, stderr }) => [status, stderr]), [[0, ''], [0, ''], [1, '']]); // prettier-ignore
    assert.match(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'), /^# Gradients\n\n\d+ found/);
    const [, sarif] = /^sarif=(.*)$/m.exec(readFileSync(files.GITHUB_OUTPUT, 'utf8'))!;
    assert.equal(action.outputs['sarif']?.value, '${{ steps.report.outputs.sarif }}');
    const log = JSON.parse(readFileSync(sarif!, 'utf8')) as { runs: [{ results: object[] }] };
    assert.ok(log.runs[0].results.length > 3);
    assert.match(runs[2]!.stdout, /^::error file=article\.py,line=12,/);
  });

  it('takes paths a line each, and a baseline whose findings fail nothing', () => {
    const program = join(temp, 'gradient-lens', 'bin', 'gradient-lens');
    assert.ok(existsSync(program));
    const baseline = join(temp, 'gradients.json');
    const args = ['analyze', 'article.py', '--fail-on', 'exploding', '--baseline', baseline];
    spawnSync(program, [...args, '--update-baseline'], { cwd: project });
    const two = use({ paths: 'article.py\nprinted.txt\n', 'fail-on': 'exploding', baseline });
    assert.deepEqual(two.map(({ status }) => status), [0, 0, 1]); // prettier-ignore
    assert.doesNotMatch(two[2]!.stdout, /^::error file=article\.py/m);
    const one = use({ paths: 'article.py', baseline });
    assert.deepEqual(one.map(({ status }) => status), [0, 0, 0]); // prettier-ignore
  });
});
