import { customNames } from './customNames';
import { flax } from './flax';
import type { FrameworkLayout } from './framework';
import { handWritten } from './handWritten';
import { keras } from './keras';
import { keras1 } from './keras1';
import { namedParts } from './namedParts';
import { onnx } from './onnx';
import { pytorch } from './pytorch';
import { stackedInput } from './stackedInput';
import { tensorflowCells } from './tensorflowCells';
import { theano } from './theano';

/** Every framework, the surest first: what one has read, the next does not see. */
export const frameworks: readonly FrameworkLayout[] = [
  onnx,
  pytorch,
  keras,
  flax,
  stackedInput,
  tensorflowCells,
  namedParts,
  keras1,
  theano,
  handWritten,
  customNames,
];
