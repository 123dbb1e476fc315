// A controller and a node of Slurm on this machine; nothing of the system's own configuration is read or changed.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { example, has, placeWith, type Place } from './scan';

const [controllerPort, nodePort] = [26817, 26818];

/** Waits for what others bring about. */
async function until(what: string, everyMs: number, holds: () => boolean): Promise<void> {
  const start = Date.now();
  while (!holds()) {
    if (Date.now() - start > 240_000) throw new Error(`waited in vain for ${what}`);
    await pause(everyMs);
  }
}

function configuration(folder: string): string {
  const host = hostname().split('.')[0]!;
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

describe('an array of Slurm', () => {
  let place: Place;
  let engine: string;
  const daemons: ChildProcess[] = [];

  before(async function () {
    if (!has('slurmctld', 'slurmd', 'sbatch', 'munged') || process.getuid?.() !== 0) this.skip();
    place = placeWith(200, 64);
    engine = join(place.folder, 'engine');
    for (const folder of ['', 'state', 'spool']) mkdirSync(join(engine, folder), { recursive: true });
    writeFileSync(join(engine, 'munge.key'), randomBytes(128), { mode: 0o400 });
    writeFileSync(join(engine, 'slurm.conf'), configuration(engine));
    writeFileSync(join(engine, 'cgroup.conf'), 'CgroupPlugin=autodetect\n');
    place.env['SLURM_CONF'] = join(engine, 'slurm.conf');
    const start = (command: string, ...args: string[]): void => {
      daemons.push(spawn(command, args, { cwd: engine, env: place.env, stdio: 'ignore' }));
    };
    const file = (kind: string): string => `--${kind}-file=${join(engine, `munge.${kind}`)}`;
    start('munged', '--foreground', '--force', `--socket=${engine}/munge.socket`, ...['key', 'log', 'pid', 'seed'].map(file)); // prettier-ignore
    await until('munge', 50, () => existsSync(join(engine, 'munge.socket')));
    start('slurmctld', '-D', '-i');
    start('slurmd', '-D');
    await until('the node', 200, () => /idle/.test(place.run('sinfo', '--noheader', '--format=%t').stdout));
  });
  after(async () => {
    for (const daemon of daemons.reverse()) {
      if (daemon.exitCode !== null) continue;
      const gone = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      await gone;
    }
    if (place) rmSync(place.folder, { recursive: true, force: true }); // oxlint-disable-line typescript/no-unnecessary-condition
  });

  it('scans 200 checkpoints in 8 tasks, is repaired where one was killed, and merges to what one process writes', async () => {
    const { folder, env } = place;
    const run = (command: string, ...args: string[]) => place.run(command, ...args);
    writeFileSync(join(folder, 'scan.sh'), example('Slurm'));
    const parts = Array.from({ length: 8 }, (_, i) => join(folder, `part-${i + 1}.jsonl`));
    const lines = (path: string): number => readFileSync(path, 'utf8').split('\n').length - 1;
    const submitted = run('sbatch', '--parsable', '--output=/dev/null', 'scan.sh');
    assert.equal(submitted.status, 0, submitted.stderr);
    const job = submitted.stdout.trim();
    await until('half of a part', 5, () => existsSync(parts[2]!) && lines(parts[2]!) > 5);
    const pid = Number(readFileSync(join(folder, 'pids', '3'), 'utf8'));
    // Stopped, it is half-way for as long as the engine takes to kill it.
    process.kill(pid, 'SIGSTOP');
    assert.equal(spawnSync('scancel', ['--signal=KILL', '--full', `${job}_3`], { env }).status, 0);
    await until('the array', 300, () => run('squeue', '--noheader', `--job=${job}`).stdout.trim() === '');
    assert.ok(lines(parts[2]!) < 26, `${lines(parts[2]!)} lines`);

    const torn = run('gradient-lens', 'merge', ...parts, '--format', 'json');
    assert.equal(torn.status, 2);
    const [, array] = /(--array=[\d,-]+) with --shard auto\/8 --resume/.exec(torn.stderr) ?? [];
    assert.equal(array, '--array=3', torn.stderr);
    const repair = run('sbatch', '--wait', '--output=/dev/null', array, 'scan.sh');
    assert.equal(repair.status, 0, repair.stderr);

    const merged = run('gradient-lens', 'merge', ...parts, '--format', 'json', '--output', 'merged');
    assert.deepEqual([merged.status, merged.stderr], [0, '']);
    const whole = run('gradient-lens', 'analyze', 'checkpoints', '--format', 'json', '--output', 'whole');
    assert.equal(whole.status, 0, whole.stderr);
    assert.ok(readFileSync(join(folder, 'merged')).equals(readFileSync(join(folder, 'whole'))));
  });
});
