import type { CellRow } from './cellRow';
import { flowRecord, parseCellRow, type FlowRecord } from './cellRow';
import { messageOf } from '../present/invalidInput';
import type { Command } from './command';
import { flowTable } from './flowTable';
import { InputError, readJson } from './inputJson';
import { parseOneFile, withInput } from './oneFile';

/** `gradient-lens flow`: the exact gradient through an unrolled cell. */
export const flow: Command = {
  usage: `gradient-lens flow FILE [--json]

Backpropagates through a recurrent cell step by step. FILE is JSON: a cell, or a list of cells, each with kind (lstm, gru,
rnn_tanh, rnn_relu, …), weight_ih, weight_hh, bias_ih, bias_hh as PyTorch stores them, inputs x (steps × input) and the
loss direction v (the loss is v · h at the last step).

  --json             print gradNormByStep, weightHhGradNorm, weightIhGradNorm, hiddenStates and lyapunov of each cell`,
  run(args, terminal) {
    const { file, json } = parseOneFile(args);
    return withInput(file, terminal, async () => {
      const content = await readJson(file);
      const list = Array.isArray(content);
      const records = (list ? (content as unknown[]) : [content]).map((value, i) =>
        recordOf(value, list ? `row ${i}: ` : ''),
      );
      if (json) terminal.log(JSON.stringify(list ? records : records[0]));
      else for (const record of records) terminal.log(flowTable(record));
    });
  },
};

/** The record of one cell; what is wrong with it is told with the row's number. */
function recordOf(value: unknown, row: string): FlowRecord {
  try {
    const parsed: CellRow = parseCellRow(value);
    return flowRecord(parsed);
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError)
      throw new InputError(`${row}${messageOf(error)}`, { cause: error });
    throw error;
  }
}
