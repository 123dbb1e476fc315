import type { SyntaxNode } from '../syntax';
import type { Call, Script } from './script';
import type { Scope } from './scopes';

/** Who runs the backward pass, for each has a clipping function of its own. */
export type Runner = 'torch' | 'accelerate' | 'fabric' | 'lightning';

/** What happens in a training loop, in the order of the text. */
export type Event =
  | {
      readonly kind: 'backward';
      readonly node: SyntaxNode;
      readonly runner: Runner;
      readonly receiver: string;
    }
  | {
      readonly kind: 'step';
      readonly node: SyntaxNode;
      /** The optimizer as it is written; null where the weights are moved by hand. */
      readonly optimizer: string | null;
      /** The gradient scaler of automatic mixed precision, if it steps. */
      readonly scaler: string | null;
      /** The model whose weights are moved by hand. */
      readonly model: string | null;
    }
  | { readonly kind: 'clip' | 'unscale'; readonly node: SyntaxNode };

const clip = /clip/i;
const update = /\badd_\(|\bsub_\(|-=|\.data\s*=|copy_\(/;

/** The events of every function, by the scope in which they stand. */
export function eventsOf(script: Script): Map<Scope, Event[]> {
  const events = new Map<Scope, Event[]>();
  const add = (scope: Scope, event: Event): void => {
    const list = events.get(scope);
    if (list) list.push(event);
    else events.set(scope, [event]);
  };
  for (const call of script.calls) {
    const event = eventOf(call, script);
    if (event) add(call.scope, event);
  }
  for (const loop of script.loops) {
    const event = updateByHand(loop, script);
    if (event) add(script.scopes.of(loop), event);
  }
  for (const list of events.values()) list.sort((a, b) => a.node.from - b.node.from);
  return events;
}

function eventOf(call: Call, script: Script): Event | null {
  const { node, callee, name, receiver } = call;
  if (clip.test(callee) || (callee.includes('clamp') && script.read(node).includes('grad'))) {
    return { kind: 'clip', node };
  }
  switch (name) {
    case 'backward':
      return receiver === '' || receiver.startsWith('super(')
        ? null
        : { kind: 'backward', node, runner: runnerOf(receiver, script), receiver };
    case 'manual_backward':
      return { kind: 'backward', node, runner: 'lightning', receiver };
    case 'unscale_':
      return { kind: 'unscale', node };
    case 'step':
      return stepOf(call, script);
    default:
      return null;
  }
}

function runnerOf(receiver: string, script: Script): Runner {
  const [maker] = script.assigned.get(receiver) ?? [];
  if (maker?.name === 'Accelerator' || /accelerator$/i.test(receiver)) return 'accelerate';
  return maker?.name === 'Fabric' || /fabric$/i.test(receiver) ? 'fabric' : 'torch';
}

function stepOf({ node, receiver }: Call, script: Script): Event | null {
  const [maker] = script.assigned.get(receiver) ?? [];
  if (maker?.name === 'GradScaler' || /scaler$/i.test(receiver)) {
    const argument = node.lastChild?.firstChild?.nextSibling;
    if (!argument || argument.name === ')') return null;
    return { kind: 'step', node, optimizer: script.read(argument), scaler: receiver, model: null };
  }
  if (receiver === '' || !isOptimizer(receiver, maker, script)) return null;
  return { kind: 'step', node, optimizer: receiver, scaler: null, model: null };
}

function isOptimizer(receiver: string, maker: Call | undefined, script: Script): boolean {
  if (/sched/i.test(receiver)) return false;
  if (maker) {
    const made = script.read(maker.node);
    if (/sched/i.test(maker.callee)) return false;
    if (/optim/i.test(script.imports.resolve(maker.callee)) || made.includes('.parameters()')) return true;
  }
  return /optim|(?:^|[._])opt(?:$|[._\d])|opt$/i.test(receiver);
}

/** `for p in model.parameters(): p.data.add_(p.grad, alpha=-lr)` */
function updateByHand(loop: SyntaxNode, script: Script): Event | null {
  const source = script.read(loop);
  const model = /^for\s+[\w\s,()]+\s+in\s+([\w.]+)\.(?:named_)?parameters\(\)\s*:/.exec(source)?.[1];
  if (model === undefined || !/\.grad\b/.test(source) || /clip|clamp/.test(source)) return null;
  return update.test(source.replace(/\.grad(?:\.data)?\s*=/g, ''))
    ? { kind: 'step', node: loop, optimizer: null, scaler: null, model }
    : null;
}
