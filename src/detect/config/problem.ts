import type { DetectionProblem } from '../candidate';
import type { ConfigNode } from './tree/node';
import { pathOf } from './tree/node';

/** A hint about a value in a config. */
export function problemAt(
  node: ConfigNode,
  kind: DetectionProblem['kind'],
  message: string,
): DetectionProblem {
  return { kind, name: pathOf(node), range: node.range, message };
}
