import { textLog } from './textLog';

const iteration = /\biteration\s+(\d+)\s*\/\s*\d+\s*\|/;

/** Megatron-LM and DeepSpeed: ` iteration 5426/ 250000 | … | grad norm: 1.234 | …`, before clipping. */
export const megatron = textLog({
  name: 'Megatron-LM',
  record: (line) => {
    const found = iteration.exec(line);
    if (!found) return undefined;
    const fields = line
      .slice(found.index)
      .split('|')
      .map((field) => field.split(':'))
      .filter((parts) => parts.length === 2)
      .map(([key, value]) => [key!.trim(), value!.trim()] as const);
    return [['iteration', found[1]!], ...fields];
  },
});
