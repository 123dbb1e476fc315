import { table } from '../report';
import type { HostFigures, Memory } from './figures';
import type { Part } from './parts';

export interface Weights {
  readonly parts: readonly Part[];
  /** Bytes of the whole file. */
  readonly vsix: number;
  /** One a fresh extension host. */
  readonly hosts: readonly HostFigures[];
}

const megabyte = 1e6;

/** Half of the values are not above it. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}

/** The paragraphs of the chapter: goals beside what was measured, then each by its parts. */
export function chapterOf({ parts, vsix, hosts }: Weights): string[] {
  const each = (of: (host: HostFigures) => number): number[] => hosts.map(of);
  const grown = (part: keyof Memory, now: 'idle' | 'open'): number[] =>
    each(({ before, [now]: after }) => (after[part] - before[part]) / megabyte);
  const total = each(
    ({ activation }) => activation.loadCode + activation.callActivate + activation.finishActivate,
  );
  const size = (bytes: number): string => (bytes / 1000).toFixed(0);
  const both = (values: readonly number[], digits = 1): string[] => [
    median(values).toFixed(digits),
    Math.max(...values).toFixed(digits),
  ];
  const goal = (what: string, limit: number, unit: string, measured: number): string[] => [
    what,
    `< ${limit} ${unit}`,
    `${measured.toFixed(measured < 10 ? 2 : 1)} ${unit}`,
    measured < limit ? 'reached' : 'missed',
  ];
  return [
    table(
      ['', 'goal', 'measured', ''],
      [
        goal('activation', 20, 'ms', median(total)),
        goal('idle memory of the host part', 15, 'MB', median(grown('heap', 'idle'))),
        goal('.vsix', 1, 'MB', vsix / megabyte),
      ],
    ),
    `Activation in ${hosts.length} fresh extension hosts, in ms, by VS Code's page "Startup Performance"; the last three rows are the bench's own clock, reading and compiling on a second look at the same file.`,
    table(
      ['', 'median', 'worst'],
      [
        ['load the code', ...both(each(({ activation }) => activation.loadCode))],
        ['call activate', ...both(each(({ activation }) => activation.callActivate))],
        ['finish activate', ...both(each(({ activation }) => activation.finishActivate))],
        ['together', ...both(total)],
        ['asked for to done', ...both(each(({ activated }) => activated))],
        [
          'read the bundle',
          ...both(
            each(({ bundle }) => bundle.read),
            2,
          ),
        ],
        [
          'compile the bundle',
          ...both(
            each(({ bundle }) => bundle.compile),
            2,
          ),
        ],
      ],
    ),
    'Memory that the extension adds to its host after collecting garbage, in MB: the heap of the host’s thread with what hangs on it, and the whole process with its worker threads.',
    table(
      ['', 'heap', 'worst', 'process', 'worst'],
      [
        ['activated, nothing open', ...both(grown('heap', 'idle'), 2), ...both(grown('resident', 'idle'))],
        ['a file with verdicts open', ...both(grown('heap', 'open'), 2), ...both(grown('resident', 'open'))],
      ],
    ),
    'The .vsix by part, in KB.',
    table(
      ['part', 'files', 'plain', 'packed'],
      [
        ...parts.map(({ part, files, bytes, packed }) => [part, String(files), size(bytes), size(packed)]),
        [
          'names and addresses of files',
          '',
          '',
          size(vsix - parts.reduce((sum, { packed }) => sum + packed, 0)),
        ],
      ],
    ),
  ];
}
