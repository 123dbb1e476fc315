import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { example, has, placeWith, type Place } from './scan';

interface Job {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly { readonly args: readonly string[] }[];
      };
    };
  };
}

describe('what docs/cluster.md shows', () => {
  let place: Place;
  before(() => {
    place = placeWith(24, 8);
  });
  after(() => {
    rmSync(place.folder, { recursive: true });
  });
  const merged = (): string =>
    place.run(
      'gradient-lens',
      'merge',
      ...Array.from({ length: 8 }, (_, i) => `part-${i + 1}.jsonl`),
      '--json',
    ).stdout;
  const whole = (): string => place.run('gradient-lens', 'analyze', 'checkpoints', '--json').stdout;

  it('GNU parallel: its line runs and merges to the whole', function () {
    if (!has('parallel', 'bash')) this.skip();
    const { status, stderr } = place.run('bash', '-c', example('GNU parallel'));
    assert.equal(status, 0, stderr);
    assert.equal(merged(), whole());
  });

  it('Snakemake: its rules run to a report', function () {
    if (!has('snakemake')) this.skip();
    writeFileSync(join(place.folder, 'Snakefile'), example('Snakemake'));
    const { status, stderr } = place.run('snakemake', '--cores', '2');
    assert.equal(status, 0, stderr);
    assert.match(readFileSync(join(place.folder, 'report.html'), 'utf8'), /^<!doctype html>/i);
  });

  it('Kubernetes: an indexed Job as its schema has it, whose command takes its part by the index', () => {
    const { apiVersion, kind, spec } = parse(example('Kubernetes')) as Job;
    assert.deepEqual([apiVersion, kind, spec.completionMode], ['batch/v1', 'Job', 'Indexed']);
    const { restartPolicy, containers } = spec.template.spec;
    assert.ok(['OnFailure', 'Never'].includes(restartPolicy));
    const [, parts] = /--shard auto\/(\d+)/.exec(containers[0]!.args[0]!)!;
    assert.equal(Number(parts), spec.completions);
    const command = containers[0]!.args[0]!.replaceAll('/data', 'checkpoints').replaceAll('/out', '.');
    for (let index = 0; index < spec.completions; index++) {
      const run = place.run('sh', '-c', `JOB_COMPLETION_INDEX=${index}; export JOB_COMPLETION_INDEX; ${command.replace('part-$JOB_COMPLETION_INDEX', `part-${index + 1}`)}`); // prettier-ignore
      assert.equal(run.status, 0, run.stderr);
    }
    assert.equal(merged(), whole());
  });
});
