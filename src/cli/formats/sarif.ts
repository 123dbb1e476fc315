import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from '../../core/location';
import { rules } from '../../present/report/rules';
import { inNotebook } from '../place';
import { printable } from '../style';
import { issuesOf, type GradedFile, type Issue } from './issues';
import type { ReportText } from './reportText';

const ruleNames = Object.keys(rules);

/**
 * A log of the Static Analysis Results Interchange Format 2.1.0 (OASIS standard, 2020), which code scanning reads: a result
 * for each finding that is not fine, with a region in texts and a logical location in checkpoints.
 */
export function sarifLog(version: string): ReportText {
  const driver = { name: 'Gradient Lens', version, semanticVersion: version, rules: ruleNames.map(ruleOf) };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: {
      SRCROOT: { description: { text: 'The folder in which gradient-lens was run.' } },
    },
  };
  let before = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[${JSON.stringify(run).slice(0, -1)},"results":[`;
  let executionSuccessful = true;
  const toolExecutionNotifications: object[] = [];
  return {
    take(file) {
      executionSuccessful &&= !file.unreadable;
      toolExecutionNotifications.push(...notificationsOf(file));
      const results = issuesOf(file).map((issue) => JSON.stringify(resultOf(issue)));
      if (results.length === 0) return '';
      const text = before + results.join(',');
      before = ',';
      return text;
    },
    end: () =>
      `${before === ',' ? '' : before}],"invocations":[${JSON.stringify({ executionSuccessful, toolExecutionNotifications })}]}]}\n`,
  };
}

const notificationsOf = ({ file, problems, unreadable, passedOver }: GradedFile): object[] =>
  problems.map(({ message, location }) => ({
    level: unreadable ? 'error' : passedOver ? 'note' : 'warning',
    message: { text: printable(inNotebook(location, message)) },
    locations: [{ physicalLocation: physicalLocation(file, location) }],
  }));

function ruleOf(id: string) {
  const { title, help, link } = rules[id]!;
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: `${help}\nGrounds: ${link}`, markdown: `${help}\n\n[Grounds](${link})` },
    helpUri: link,
    defaultConfiguration: { level: levelOf(id) },
  };
}

function levelOf(id: string): 'warning' | 'note' | 'none' {
  if (id.endsWith('-stable')) return 'none';
  return /-(?:growing|fading|loose|training)$/.test(id) ? 'note' : 'warning';
}

function resultOf({ file, level, rule, message, location, entry, known }: Issue) {
  const index = ruleNames.indexOf(rule);
  const { name, kind, what, verdict, log10Gain, steps } = entry;
  const logical = {
    name: printable(name),
    fullyQualifiedName: printable(name),
    kind: kind === 'matrix' ? 'variable' : 'module',
  };
  return {
    ruleId: rule,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level,
    ...(known ? { baselineState: 'unchanged' } : {}),
    message: { text: printable(inNotebook(location, message)) },
    locations: [{ physicalLocation: physicalLocation(file, location), logicalLocations: [logical] }],
    // Lines move, names seldom: results are followed from run to run by these.
    partialFingerprints: { 'ruleAndSubject/v1': printable(`${rule}:${name}:${what}`) },
    properties: { kind, verdict, log10Gain, steps },
  };
}

function physicalLocation(file: string, location: Location | null) {
  // A notebook's file has other lines than its cells.
  const region = location &&
    location.cell === undefined && {
      startLine: location.line,
      startColumn: location.column,
      endLine: location.endLine,
      endColumn: location.endColumn,
    };
  return { artifactLocation: artifactLocation(file), ...(region ? { region } : {}) };
}

/** Below the current folder as a relative reference, elsewhere as an address of its own. */
function artifactLocation(file: string) {
  const way = relative('.', file);
  if (way === '' || isAbsolute(way) || way.split(sep)[0] === '..') return { uri: pathToFileURL(file).href };
  return { uri: way.split(sep).map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}
