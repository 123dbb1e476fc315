import type { Member } from '../../packaged';

/** The parts of a .vsix: the first pattern that fits a path under `extension/` names its part. */
const parts: readonly (readonly [part: string, files: RegExp])[] = [
  ['host', /^dist\/extension\.js$/],
  ['host in browsers', /^dist\/web\//],
  ['analysis (worker, command line, browsers)', /^dist\/(chunk-\w+|worker|port|fileSource)\.js$/],
  ['expressions (mathjs)', /^dist\/expression\.js$/],
  ['command line', /^dist\/cli\.js$/],
  ['MCP server', /^dist\/mcp\.js$/],
  ['webviews', /^dist\/webview\//],
  ['texts in other languages', /^(dist\/l10n\/|package\.nls\.)/],
  ['samples', /^test\/workspace\//],
  ['pictures', /^media\//],
  ['manifest, schema, README and the like', /(?:)/],
];

export interface Part {
  readonly part: string;
  readonly files: number;
  readonly bytes: number;
  /** Bytes in the archive. */
  readonly packed: number;
}

/** What each part of a .vsix takes, in the order above; parts without files are left out. */
export function partsOf(members: ReadonlyMap<string, Member>): readonly Part[] {
  const all = [...members].map(([path, member]) => {
    const within = path.replace(/^extension\//, '');
    return { part: parts.find(([, files]) => files.test(within))![0], ...member };
  });
  return parts.flatMap(([part]) => {
    const its = all.filter((member) => member.part === part);
    if (its.length === 0) return [];
    const sum = (size: (member: Member) => number) => its.reduce((total, member) => total + size(member), 0);
    return [
      {
        part,
        files: its.length,
        bytes: sum(({ data }) => data.length),
        packed: sum(({ packed }) => packed),
      },
    ];
  });
}
