// The part of `npm run bench` that weighs: what is installed, and what an activation costs a fresh extension host.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { packaged } from '../../packaged';
import { inEditor, root } from '../inEditor';
import { machine, writeChapter } from '../report';
import { chapterOf } from './chapter';
import { copyDormant } from './dormant';
import type { HostFigures } from './figures';
import { partsOf } from './parts';

const runs = 7;

async function main(): Promise<void> {
  const { file, members, folder } = await packaged();
  const parts = partsOf(await members());
  const dormant = join(root, 'out', 'packed', 'dormant');
  copyDormant(folder, dormant);
  const hosts: HostFigures[] = [];
  for (let run = 0; run < runs; run++) {
    hosts.push((await inEditor(join(__dirname, 'suite.js'), 'weight.json', dormant)) as HostFigures);
  }
  const body = [
    machine([`VS Code ${hosts[0]!.version}`]),
    ...chapterOf({ parts, vsix: statSync(file).size, hosts }),
  ].join('\n\n');
  console.log(body);
  writeChapter(join(root, 'test', 'bench', 'results.md'), 'Weight', body);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
