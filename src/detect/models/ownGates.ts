import type { CellName, RecurrentConfig } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { placed } from './field';
import { flatten } from './product';
import type { StatementSite } from './program';
import type { Values } from './values';

const gate = /^(?:(?:hard_?)?sigmoid|expit|sigm)$/i;
const candidate = /^(?:tanh|hardtanh|relu)$/i;
/** More of them than this in one file are variants of one. */
const most = 10;

/** The cells whose gates a script writes out, by the update of their state: `c = f * c + i * g`, `h = z * h + (1 - z) * n`. */
export function ownGates(values: Values): RecurrentConfig[] {
  const gates = gatesByScope(values);
  const found = new Map<number, RecurrentConfig>();
  for (const site of values.program.statements) {
    const config = found.size < most ? updated(site, gates, values) : null;
    // One function has one cell, however often it is written out.
    if (config && !found.has(site.scope.id)) found.set(site.scope.id, config);
  }
  return [...found.values()];
}

function updated(
  { statement, scope }: StatementSite,
  gates: ReadonlyMap<number, number>,
  values: Values,
): RecurrentConfig | null {
  if (statement.kind !== 'assign' || statement.operator !== undefined) return null;
  const { value, from, to } = statement;
  const [target] = statement.targets;
  if (!target || target.kind === 'list' || value.kind !== 'operation') return null;
  const { operator, operands } = value;
  if (!/^\.?\+$/.test(operator) || operands.length !== 2) return null;
  const terms = operands.map((term) => flatten([term], []).map(({ expression }) => expression));
  if (terms.some(({ length }) => length !== 2)) return null;
  const cell = cellOf(terms, scope, gates, values);
  if (!cell) return null;
  const range = { start: from, end: to };
  return {
    family: 'code',
    framework: 'keras',
    name: values.source(target).replace(/\s+/g, '').slice(0, 120),
    range,
    anchor: { start: target.from, end: target.to },
    fields: { cell: placed(cell, target, 'cell') },
    clippingSlot: null,
    code: {
      library: 'own',
      unmodeled: 'own-gates',
      bidirectional: false,
      evidence: [
        { kind: 'constructor', callee: values.text.slice(from, to).replace(/\s+/g, ' ').slice(0, 80), range },
      ],
    },
  };
}

/** Two gates and a candidate, or one gate and what it leaves, beside another gate in the same function. */
function cellOf(
  terms: readonly (readonly Expression[])[],
  scope: Scope,
  gates: ReadonlyMap<number, number>,
  values: Values,
): CellName | null {
  const isGate = (part: Expression): boolean => madeBy(part, scope, values, gate);
  if (terms.every((term) => term.some(isGate))) {
    return terms.flat().some((part) => madeBy(part, scope, values, candidate)) ? 'lstm' : null;
  }
  const rest = terms
    .flat()
    .map((part) => complementOf(part, values))
    .find((part) => part !== null);
  const isUsed = rest != null && terms.some((term) => term.some((part) => values.source(part) === rest));
  return isUsed && terms.flat().some(isGate) && (gates.get(scope.id) ?? 0) > 1 ? 'gru' : null;
}

/** The source of z in `1 - z`. */
function complementOf(part: Expression, values: Values): string | null {
  if (part.kind !== 'operation' || !/^\.?-$/.test(part.operator) || part.operands.length !== 2) return null;
  const [one, z] = part.operands;
  return /^1(?:\.0*)?$/.test(values.source(one!)) ? values.source(z!) : null;
}

/** `sigmoid(a)`, or a variable that is nothing else. */
function madeBy(part: Expression, scope: Scope, values: Values, by: RegExp): boolean {
  const end = values.end({ expression: part, scope })?.expression;
  return end?.kind === 'call' && by.test(lastName(end.callee));
}

/** How many variables each function has that a sigmoid makes. */
function gatesByScope(values: Values): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { call, target, scope } of values.program.calls) {
    if (target && gate.test(lastName(call.callee))) counts.set(scope.id, (counts.get(scope.id) ?? 0) + 1);
  }
  return counts;
}
