import type { Placed } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { conditionHolds } from './conditions';
import type { Constructed } from './constructors';
import { placed } from './field';
import { Owners } from './owners';
import type { StatementSite } from './program';
import type { Values } from './values';
import { weightOf } from './weightFillings';

const maxHops = 4;

/** A part of a bias, and the number that it is set to. */
interface Filled {
  readonly target: Expression & { readonly kind: 'element' };
  readonly value: Expression;
}

/**
 * What scripts set the forget gates of PyTorch's LSTMs to: `bias[n // 4:n // 2].fill_(1)`. Its gates stand in the order
 * i, f, g, o, each with two biases, which add up.
 */
export function forgetFillings(
  values: Values,
  constructed: readonly Constructed[],
): ReadonlyMap<Constructed, Placed<number>> {
  const found = new Map<Constructed, Placed<number>>();
  const models = constructed.filter(
    ({ config, maker }) => config.code?.library === 'pytorch' && maker.cell === 'lstm',
  );
  if (models.length === 0 || !/bias/.test(values.text)) return found;
  const owners = new Owners(values, models);
  for (const site of values.program.statements) {
    const filled = filledBy(site, values);
    if (!filled || !isSecondQuarter(filled.target, site.scope, values)) continue;
    const bias = values.number(filled.value, site.scope);
    if (bias === undefined) continue;
    for (const [model, count] of biasesAt(filled.target.of, site, values, owners)) {
      const { from, to } = site.statement;
      const sum = count * bias + (found.get(model)?.value ?? 0);
      found.set(model, placed(sum, { from, to }, 'bias'));
    }
  }
  return found;
}

/** `p.data[a:b].fill_(1)`, `p.data[a:b] = 1`, `nn.init.constant_(p[a:b], 1)` */
function filledBy({ statement }: StatementSite, values: Values): Filled | null {
  if (statement.kind === 'assign') {
    const [target] = statement.targets;
    const isPlain = statement.operator === undefined && target?.kind === 'element';
    return isPlain ? { target, value: statement.value } : null;
  }
  if (statement.kind !== 'run' || statement.value.kind !== 'call') return null;
  const { callee, receiver, positional } = statement.value;
  const name = lastName(callee);
  const isFunction = /(?:^|\.)init\.constant_?$/.test(values.bindings.imported(callee));
  const target = isFunction ? positional[0] : name === 'fill_' ? receiver : null;
  const value = positional[isFunction ? 1 : 0];
  return target?.kind === 'element' && value ? { target, value } : null;
}

/** `n // 4:n // 2`, `H:2 * H`, or names for them. */
function isSecondQuarter({ index }: Filled['target'], scope: Scope, values: Values): boolean {
  const [low, high, more] = index.split(':').map((part) => written(part.trim(), scope, values));
  if (!low || !high || more !== undefined) return false;
  const whole = /^(.+?)\/\/?4$/.exec(low)?.[1];
  if (whole !== undefined && (high === `${whole}//2` || high === `${whole}/2`)) return true;
  if (high === `2*${low}` || high === `${low}*2`) return true;
  return /^\d+$/.test(low) && Number(high) === 2 * Number(low);
}

/** The source of a bound without blanks and `int(…)`, names for it followed. */
function written(source: string, scope: Scope, values: Values): string {
  let text = source;
  for (let hop = 0; hop < maxHops && /^[A-Za-z_]\w*$/.test(text); hop++) {
    const [binding, another] = values.bindings.of(values.scopes.resolve(text, scope));
    const to = binding?.value;
    if (!to || another || binding.parameter || to.kind === 'number') break;
    const next = values.source(to);
    // The size itself, as `n = bias.size(0)`, may go by its name.
    if (!/[*/]/.test(next)) break;
    text = next;
  }
  return text
    .replace(/\s/g, '')
    .replace(/^int\((.*)\)$/, '$1')
    .replace(/^\((.*)\)$/, '$1');
}

/** The models whose bias a target is, each with how many of its two are set. */
function biasesAt(
  of: Expression,
  site: StatementSite,
  values: Values,
  owners: Owners,
): (readonly [Constructed, number])[] {
  if (of.kind !== 'name') return [];
  const path = of.path.replace(/\.data$/, '');
  if (/\.bias_(?:hh|ih)(?:_l\d+)?$/.test(path)) {
    const layers = path.endsWith('_l0') || !/_l\d+$/.test(path);
    return layers ? owners.named(path, site.scope).map((model) => [model, 1]) : [];
  }
  const through = owners.throughOf(path, site);
  if (through) {
    const holds = (model: Constructed, bias: string): boolean =>
      site.conditions.every(
        (condition) => conditionHolds(condition, through, weightOf(model, bias), site.scope, values) === true,
      );
    return owners.ownedBy(through, site).map((model) => {
      const which = ['bias_ih', 'bias_hh'].filter((bias) => holds(model, bias));
      // Without a test of its name a weight would be cut as well.
      return [model, site.conditions.length > 0 ? which.length : 0];
    });
  }
  // bias = getattr(self.lstm, name), in a loop over the names of all weights
  const [binding] = values.bindings.of(values.scopes.resolve(path, site.scope));
  const made = binding?.value;
  if (made?.kind !== 'call' || lastName(made.callee) !== 'getattr') return [];
  const [owner, name] = made.positional;
  if (owner?.kind !== 'name' || !name) return [];
  const told = [
    ...site.loops.flatMap(({ over }) => over ?? []),
    ...site.conditions.map(({ expression }) => expression),
    name,
  ];
  const source = told.map((part) => values.source(part)).join(' ');
  const count = /bias_[ih]h/.test(source) ? 1 : /bias/.test(source) ? 2 : 0;
  return owners.named(`${owner.path}.bias`, site.scope).map((model) => [model, count]);
}
