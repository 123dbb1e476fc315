import { readArguments, type SyntaxNode } from '../syntax';
import type { Clipping } from './clipping';
import type { Origins } from './origins';
import type { Call, Script } from './script';
import type { Scope } from './scopes';
import { updateByHand } from './updates';

/** Who runs the backward pass, for each has a clipping function of its own; some have none that an edit can call. */
export type Runner = 'torch' | 'accelerate' | 'fabric' | 'lightning' | 'distributed' | 'autograd';

/** The gradient comes about. */
export interface Backward {
  readonly kind: 'backward';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly runner: Runner;
  readonly receiver: string;
}

/** The weights move. */
export interface Step {
  readonly kind: 'step';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The optimizer as it is written; null where the weights are moved by hand. */
  readonly optimizer: string | null;
  /** The gradient scaler of automatic mixed precision, if it steps. */
  readonly scaler: string | null;
  /** The model whose weights are moved by hand. */
  readonly model: string | null;
  /** The weights that are moved by hand, as a name. */
  readonly parameters: string | null;
}

/** What happens in a training loop, in the order of the text. */
export type Event = Backward | Step | Between;

/** What is done to a gradient before the step. */
interface Between {
  readonly kind: 'clip' | 'unscale';
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

/** The events that stand in each scope itself. */
export function eventsOf(script: Script, clipping: Clipping, origins: Origins): Map<Scope, Event[]> {
  const events = new Map<Scope, Event[]>();
  const add = (event: Event | null): void => {
    if (!event) return;
    const list = events.get(event.scope);
    if (list) list.push(event);
    else events.set(event.scope, [event]);
  };
  for (const call of script.calls) add(eventOf(call, script, clipping, origins));
  for (const write of clipping.writes) {
    if (clipping.isBounded(write)) add({ kind: 'clip', node: write, scope: script.scopes.of(write) });
  }
  for (const statement of [
    ...script.loops,
    ...script.updates,
    ...script.assignments.map(({ node }) => node),
  ]) {
    add(updateByHand(statement, script, clipping));
  }
  for (const list of events.values()) list.sort((a, b) => a.node.from - b.node.from);
  return events;
}

function eventOf(call: Call, script: Script, clipping: Clipping, origins: Origins): Event | null {
  const { node, callee, name, receiver, scope } = call;
  if (clipping.isClip(call)) return { kind: 'clip', node, scope };
  switch (name) {
    case 'backward': {
      if (receiver.startsWith('super(')) return null;
      const runner = runnerOf(call, script);
      return receiver === '' && runner === 'torch'
        ? null
        : { kind: 'backward', node, scope, runner, receiver };
    }
    case 'manual_backward':
      return { kind: 'backward', node, scope, runner: 'lightning', receiver };
    case 'unscale_':
      return { kind: 'unscale', node, scope };
    case 'step':
      return stepOf(call, script, origins);
    default:
      return isGradientCall(callee, node, script)
        ? { kind: 'backward', node, scope, runner: 'autograd', receiver }
        : null;
  }
}

/** `torch.autograd.grad(loss, parameters)`; with `create_graph` it is part of a loss. */
function isGradientCall(callee: string, node: SyntaxNode, script: Script): boolean {
  if (!/(?:^|\.)autograd\.grad$/.test(script.imports.resolve(callee))) return false;
  const given = node.lastChild && readArguments(node.lastChild, script.text);
  const graph = given?.keywords.get('create_graph');
  return !graph || script.read(graph) === 'False';
}

function runnerOf({ callee, receiver }: Call, script: Script): Runner {
  if (/(?:^|\.)distributed\.autograd\.backward$/.test(script.imports.resolve(callee))) return 'distributed';
  if (/(?:^|\.)dist_autograd$/.test(receiver)) return 'distributed';
  const [maker] = script.assigned.get(receiver) ?? [];
  if (maker?.name === 'Accelerator' || /accelerator$/i.test(receiver)) return 'accelerate';
  return maker?.name === 'Fabric' || /fabric$/i.test(receiver) ? 'fabric' : 'torch';
}

function stepOf({ node, receiver, scope }: Call, script: Script, origins: Origins): Event | null {
  const [maker] = script.assigned.get(receiver) ?? [];
  const base = { kind: 'step', node, scope, model: null, parameters: null } as const;
  if (maker?.name === 'GradScaler' || /scaler$/i.test(receiver)) {
    const argument = node.lastChild?.firstChild?.nextSibling;
    if (!argument || argument.name === ')') return null;
    return { ...base, optimizer: script.read(argument), scaler: receiver };
  }
  if (receiver === '' || receiver.startsWith('super(') || !isOptimizer(receiver, scope, script, origins))
    return null;
  return { ...base, optimizer: receiver, scaler: null };
}

function isOptimizer(receiver: string, scope: Scope, script: Script, origins: Origins): boolean {
  if (/sched|warmup/i.test(receiver) && !/optim|opt$/i.test(receiver)) {
    // Some name a wrapped optimizer after its schedule.
    return origins
      .of(receiver, scope)
      .calls.some(
        ({ node }) => /optim\.\w+\(/.test(script.read(node)) && /\.parameters\(\)/.test(script.read(node)),
      );
  }
  const makers = [...(script.assigned.get(receiver) ?? []), ...origins.of(receiver, scope).calls];
  if (makers.some(({ callee }) => /sched|lr_/i.test(callee))) return false;
  const isMade = makers.some(
    (maker) =>
      /optim/i.test(script.imports.resolve(maker.callee)) || script.read(maker.node).includes('parameters()'),
  );
  return isMade || /optim|(?:^|[._])opt(?:$|[._\d[])|opt$/i.test(receiver);
}
