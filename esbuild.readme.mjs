// `npm run readme` writes anew what the pages tell of the program; `packedReadme` makes of the README what the .vsix carries.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The README as the .vsix carries it. Who has installed it needs no `npm start`; pictures and the repository's other files
 * are not packed, so what shows them is left out, and what links to them is plain text.
 */
export function packedReadme(text) {
  return text
    .split(/\n{2,}/)
    .filter((block) => !/!\[|npm start/.test(block))
    .join('\n\n')
    .replace(/\[([^\]]+)\]\((?!#|https?:)[^)]*\)/g, '$1');
}

/** A page with its tables of commands and settings as package.json has them, between `<!-- NAME -->` and `<!-- end -->`. */
export function withTables(page, manifest, texts) {
  const text = (key) => key.replace(/^%(.+)%$/, (_, name) => texts[name] ?? name);
  const { commands, configuration } = manifest.contributes;
  const tables = {
    commands: [
      ['command', 'identifier'],
      ...commands.map(({ command, title }) => [text(title), `\`${command}\``]),
    ],
    settings: [
      ['setting', 'default', 'meaning'],
      ...Object.entries(configuration.properties).map(([name, { default: value, ...property }]) => [
        `\`${name}\``,
        typeof value === 'object' ? '' : `\`${JSON.stringify(value)}\``,
        firstSentence(text(property.markdownDescription ?? property.description)),
      ]),
    ],
  };
  return page.replace(
    /<!-- (commands|settings) -->\n[^]*?<!-- end -->/g,
    (_, name) => `<!-- ${name} -->\n\n${table(tables[name])}\n\n<!-- end -->`,
  );
}

/** A page with what `gradient-lens --help` prints between `<!-- usage -->` and `<!-- end -->`. */
export const withUsage = (page, usage) =>
  page.replace(
    /<!-- usage -->\n[^]*?<!-- end -->/,
    () => `<!-- usage -->\n\n\`\`\`text\n${usage.trimEnd()}\n\`\`\`\n\n<!-- end -->`,
  );

const firstSentence = (text) =>
  text
    .replace(/(?<=\.) [^]*$/, '')
    .replaceAll('|', '\\|')
    .replace(/\*(\w+)\*/g, '_$1_');

/** A Markdown table as prettier writes it. */
function table([heading, ...rows]) {
  const widths = heading.map((_, i) => Math.max(3, ...[heading, ...rows].map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
  const rewrite = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));
  rewrite('docs/editor.md', (page) => withTables(page, json('package.json'), json('package.nls.json')));
  const usage = execFileSync(process.execPath, ['dist/cli.js', '--help'], { encoding: 'utf8' });
  rewrite('docs/command-line.md', (page) => withUsage(page, usage));
}
