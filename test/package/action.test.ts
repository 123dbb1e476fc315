import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packaged } from '../packaged';

interface Workflow {
  jobs: Record<string, { steps: { name?: string; run?: string }[] }>;
}

const commandsOf = (): string[] => {
  const [, example] = /```yaml\n(name: Gradients[^]*?)```/.exec(readFileSync('README.md', 'utf8'))!;
  const workflow = parse(example!) as Workflow;
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
};

describe('the example of an action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-action-'));
  const project = join(folder, 'project');
  const temp = join(folder, 'temp');
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('runs: a summary, results for code scanning, annotations, and a failure where gradients explode', async function () {
    if (spawnSync('unzip', ['-v']).error || spawnSync('bash', ['--version']).error) this.skip();
    cpSync('test/workspace', project, { recursive: true });
    mkdirSync(join(project, 'tools'));
    mkdirSync(temp);
    const { file } = await packaged();
    cpSync(file, join(project, 'tools', 'gradient-lens.vsix'));
    const summary = join(temp, 'summary.md');
    const env = { ...process.env, RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: summary };
    // As the runner calls it.
    const step = (run: string) => spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], { cwd: project, env, encoding: 'utf8' }); // prettier-ignore
    const runs = commandsOf().map(step);
    assert.deepEqual(runs.map(({ status, stderr }) => [status, stderr]), [[0, ''], [0, ''], [1, '']]); // prettier-ignore
    assert.match(readFileSync(summary, 'utf8'), /^# Gradients\n\n\d+ found/);
    const log = JSON.parse(readFileSync(join(temp, 'gradients.sarif'), 'utf8')) as {
      runs: [{ results: object[] }];
    };
    assert.ok(log.runs[0].results.length > 3);
    assert.match(runs[2]!.stdout, /^::error file=article\.py,line=12,/);
    assert.ok(existsSync(join(temp, 'extension', 'dist', 'cli.js')));
  });
});
