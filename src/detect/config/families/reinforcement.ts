import type { RecurrentConfig } from '../../../core/config/recurrentConfig';
import { customBlock } from '../customBlock';
import type { Scope } from '../scope';
import { child, walk, type ConfigNode } from '../tree/node';
import type { FamilyReader } from './family';

/**
 * Unity ML-Agents: `network_settings.memory` makes an LSTM of half of memory_size, as state and cell share the memory
 * (mlagents/trainers/torch_entities/layers.py, LSTM); 128 and 64 steps unless stated.
 */
export const mlAgents: FamilyReader = {
  name: 'ml-agents',
  recognizes: ({ root }) =>
    [root, ...behaviorsOf(root)].some((node) => child(node, 'network_settings', 'memory')?.kind === 'map'),
  read: (scope) => [scope.root, ...behaviorsOf(scope.root)].flatMap((node) => memoryOf(scope, node) ?? []),
};

const behaviorsOf = (root: ConfigNode): readonly ConfigNode[] => child(root, 'behaviors')?.children ?? [];

function memoryOf(scope: Scope, behavior: ConfigNode): RecurrentConfig | undefined {
  const memory = child(behavior, 'network_settings', 'memory');
  if (memory?.kind !== 'map') return undefined;
  const size = scope.whole(scope.find(memory, ['memory_size']), 2);
  return customBlock(
    scope,
    memory,
    {
      cell: 'lstm',
      library: 'mlagents',
      named: scope.place(memory, 'lstm'),
      fields: {
        hiddenSize: size && { ...size, value: Math.floor(size.value / 2) },
        sequenceLength: scope.whole(scope.find(memory, ['sequence_length'])),
      },
    },
    'ml-agents',
  );
}

const lstmPolicy = /^(?:Mlp|Cnn|MultiInput)LstmPolicy$/;

/**
 * Stable-Baselines3's recurrent policies, as a file of the zoo states them: policy_kwargs in a map or as the text
 * `dict(lstm_hidden_size=64, …)`; gradients go back through the n_steps of a rollout (sb3_contrib, RecurrentPPO).
 */
export const recurrentPolicy: FamilyReader = {
  name: 'stable-baselines3',
  recognizes: ({ root }) => policiesOf(root).length > 0,
  read: (scope) => policiesOf(scope.root).map((map) => policyOf(scope, map)),
};

function policiesOf(root: ConfigNode): ConfigNode[] {
  return [...walk(root)].filter((map) => lstmPolicy.test(String(child(map, 'policy')?.value)));
}

function policyOf(scope: Scope, map: ConfigNode): RecurrentConfig {
  const clip = scope.number(scope.find(map, ['max_grad_norm']));
  return customBlock(
    scope,
    map,
    {
      cell: 'lstm',
      library: 'pytorch',
      named: scope.place(child(map, 'policy')!, 'lstm'),
      fields: {
        hiddenSize: argumentOf(scope, map, 'lstm_hidden_size'),
        layers: argumentOf(scope, map, 'n_lstm_layers'),
        sequenceLength: scope.whole(scope.find(map, ['n_steps'])),
        clipping: clip && {
          ...clip,
          value: { kind: 'global-norm', threshold: clip.value, off: clip.value <= 0 },
        },
      },
    },
    'stable-baselines3',
  );
}

/** A whole number of policy_kwargs. */
function argumentOf(scope: Scope, map: ConfigNode, name: string): ReturnType<Scope['whole']> {
  const kwargs = scope.find(map, ['policy_kwargs']);
  if (kwargs?.kind === 'map') return scope.whole(scope.find(kwargs, [name]));
  const text = scope.string(kwargs)?.slice(0, 2000);
  const number =
    text === undefined ? undefined : new RegExp(`\\b${name}\\s*=\\s*(\\d{1,6})\\b`).exec(text)?.[1];
  return kwargs && number !== undefined && Number(number) > 0
    ? scope.place(kwargs, Number(number))
    : undefined;
}
