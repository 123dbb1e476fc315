import type { Location } from '../../core/location';
import { compilerPlace, inNotebook } from '../place';
import { printable } from '../style';
import { commandProperty, commandText } from './workflowCommand';
import { issuesOf, type GradedFile } from './issues';
import type { ReportText } from './reportText';

interface Line {
  readonly file: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly title: string;
  readonly message: string;
  readonly location: Location | null;
}

function linesOf(file: GradedFile): Line[] {
  const level = file.unreadable ? 'error' : file.passedOver ? 'note' : 'warning';
  return [
    ...issuesOf(file).map(({ rule, title, message, ...rest }) => ({
      ...rest,
      title: `${title} (${rule})`,
      message: `${message} [${rule}]`,
    })),
    ...file.problems.map(
      ({ message, location }) =>
        ({
          file: file.file,
          level,
          title: 'Not analyzed',
          message,
          location,
        }) as const,
    ),
  ];
}

/** `file:line:column: level: message [rule]`, as compilers write and as problem matchers such as VS Code's `$gcc` read. */
export const compilerLines = (): ReportText =>
  byLine(({ file, level, message, location }) => {
    const place = compilerPlace(location ?? { line: 1, column: 1 });
    return printable(`${file}:${place}: ${level}: ${message}`);
  });

const byLine = (textOf: (line: Line) => string): ReportText => ({
  take: (file) =>
    linesOf(file)
      .map((line) => `${textOf(line)}\n`)
      .join(''),
  end: () => '',
});

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/**
 * Workflow commands of GitHub Actions, one a line, which it shows at the lines of a pull request. Text from files cannot
 * begin another command: line ends are escaped, as are the marks that end a property.
 */
export const githubCommands = (): ReportText =>
  byLine(({ file, level, title, message, location }) => {
    const place = location ? linesAndColumns(location) : {};
    const properties = Object.entries({ file: file.replaceAll('\\', '/'), ...place, title }).map(
      ([key, value]) => `${key}=${commandProperty(value)}`,
    );
    return `::${commands[level]} ${properties.join(',')}::${commandText(inNotebook(location, message))}`;
  });

/** Columns are taken only where a place is within a line; the lines of a notebook's cells are none of its file's. */
function linesAndColumns({ cell, line, column, endLine, endColumn }: Location): Record<string, number> {
  if (cell !== undefined) return {};
  return line === endLine ? { line, endLine, col: column, endColumn } : { line, endLine };
}
