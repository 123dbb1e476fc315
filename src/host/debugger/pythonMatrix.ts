import * as l10n from '@vscode/l10n';
import type { Matrix } from '../../core/linalg/matrix';
import { HumanError } from '../humanError';

/** Answers an expression in the stopped frame as the debugger writes its value: a string within quotes. */
export type Evaluate = (expression: string) => Promise<string>;

/** Largest n of a matrix that is read out of a running program. */
export const maxOrder = 1024;
/** Numbers asked for at once, 350 KB of text: an answer of debugpy takes some 50 ms whatever its size. */
const maxNumbersAtOnce = 32_768;
const maxNameLength = 400;
/** `W`, `model.rnn.weight_hh_l0`, `layers[0]`, `state["W"]`: names, attributes and constant keys; nothing that is called. */
const chain = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|\[(?:-?\d+|'[^'\\\n]*'|"[^"\\\n]*")\])*$/u;

/** Whether an expression only names a value, so that asking for it runs no call that is written in it. */
export function isPlainName(expression: string): boolean {
  return expression.length <= maxNameLength && chain.test(expression);
}

/**
 * Reads a NumPy array, a PyTorch tensor or anything of their kind (`shape`, slices, `tolist`) from a stopped Python program,
 * a block of rows at a time. The doubles come as base64 of their bytes: exact, and text that no adapter alters. `onProgress`
 * is told the share done and may throw to cancel.
 * @throws HumanError where `name` is not a plain name, or its value no matrix within the limit.
 */
export async function readPythonMatrix(
  name: string,
  evaluate: Evaluate,
  onProgress: (done: number) => void,
): Promise<Matrix> {
  if (!isPlainName(name)) {
    throw new HumanError(
      l10n.t('{0} is not a plain name such as W or model.rnn.weight: give the matrix a name.', name),
    );
  }
  const [rows, columns] = await shapeOf(name, evaluate);
  const data = new Float64Array(rows * columns);
  const height = Math.max(1, Math.floor(maxNumbersAtOnce / columns));
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(from + height, rows);
    const count = (to - from) * columns;
    const values = `[x for r in ${name}[${from}:${to}].tolist() for x in r]`;
    const packed = `__import__('struct').pack('<${count}d', *${values})`;
    const answer = await ask(name, evaluate, `__import__('base64').b64encode(${packed}).decode()`);
    data.set(doubles(name, answer, count), from * columns);
    onProgress(to / rows);
  }
  const culprit = data.findIndex((value) => !Number.isFinite(value));
  if (culprit >= 0) {
    const [i, j] = [Math.floor(culprit / columns), culprit % columns];
    throw new HumanError(
      l10n.t(
        '{0}[{1}, {2}] is {3}: a matrix that is not finite has no verdict.',
        name,
        i,
        j,
        String(data[culprit]),
      ),
    );
  }
  return { rows, columns, data };
}

async function shapeOf(name: string, evaluate: Evaluate): Promise<readonly [number, number]> {
  // No builtin function is called: the program may have given its name to something else.
  const answer = await ask(name, evaluate, `'%r' % ((*${name}.shape,),)`);
  const shape = /^\(([\d, ]*)\)$/.exec(answer)?.[1]?.match(/\d+/g)?.map(Number) ?? [];
  const [rows, columns] = shape;
  if (shape.length !== 2 || !rows || !columns) {
    throw new HumanError(
      l10n.t(
        '{0} has the shape {1}, which is not a matrix: name one of its matrices, such as {0}[0].',
        name,
        answer,
      ),
    );
  }
  if (Math.max(rows, columns) > maxOrder) {
    throw new HumanError(
      l10n.t(
        '{0} is {1}: at most {2} is read through a debugger; save it as .npy and open the file.',
        name,
        `${rows}×${columns}`,
        `${maxOrder}×${maxOrder}`,
      ),
    );
  }
  return [rows, columns];
}

/** The text of a Python string that the program answers. */
async function ask(name: string, evaluate: Evaluate, expression: string): Promise<string> {
  let answer: string;
  try {
    answer = await evaluate(expression);
  } catch (error) {
    throw unreadable(name, error instanceof Error ? error.message : String(error));
  }
  const text = /^(['"])(.*)\1$/s.exec(answer)?.[2];
  // For the clipboard debugpy answers with the exception where there is one.
  if (text === undefined && !/^['"]/.test(answer)) throw unreadable(name, answer);
  return text ?? answer;
}

function unreadable(name: string, reason: string): HumanError {
  const [last] = reason.trim().split('\n').slice(-1);
  return new HumanError(
    l10n.t('{0} could not be read as a matrix of real numbers: {1}', name, last ?? l10n.t('no answer')),
  );
}

function doubles(name: string, base64: string, count: number): Float64Array {
  let bytes: string;
  try {
    bytes = atob(base64);
  } catch {
    bytes = '';
  }
  if (bytes.length !== 8 * count) {
    throw new HumanError(
      l10n.t('The debugger did not answer with the {0} numbers of {1} that it was asked for.', count, name),
    );
  }
  const view = new DataView(new ArrayBuffer(bytes.length));
  for (let i = 0; i < bytes.length; i++) view.setUint8(i, bytes.charCodeAt(i));
  return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, true));
}
