import type { Evidence } from '../../core/role/evidence';
import type { Veto } from '../../core/role/veto';
import { readNames, readStructure } from './namesOf';
import type { Subject, Witness } from './witness';

const inputSide = /weight_ih|^w_?(?:xh|ih|in|x)(?:_|$)|^kernel$|^i2h/;
/** Keys on the way to a tensor that name a cell: `rnn`, `lstm.weights`, `simple_rnn_1`. */
const cell = /^(?:simple_?rnn|rnn|lstm|gru|esn|reservoir|recurrent|vanilla_?rnn)(?:_?(?:cell|layer))?_?\d*$/i;

/** What the keys of a data file, or the names above what was printed, say about its matrices. */
export function testifyData(subjects: readonly Subject[], text: string): Witness[] {
  const groups = new Map<string, string[]>();
  for (const { name } of subjects) {
    const list = groups.get(parentOf(name));
    if (list) list.push(name);
    else groups.set(parentOf(name), [name]);
  }
  return subjects.map((subject) => {
    const { name, range } = subject;
    const beside = groups.get(parentOf(name)) ?? [];
    const naming = readNames(name === 'matrix' ? [] : [name], beside);
    const evidence: Evidence[] = naming.evidence.map((item) =>
      item.kind === 'name' ? { ...item, range } : item,
    );
    const vetoes: Veto[] = [...naming.vetoes, ...readStructure(subject, text)];
    if (evidence.length > 0) {
      const siblings = beside.filter(
        (other) => other !== name && inputSide.test(other.slice(other.lastIndexOf('.') + 1).toLowerCase()),
      );
      if (siblings.length > 0) evidence.push({ kind: 'siblings', names: siblings });
      const keys = name
        .split(/[.[\]/]+/)
        .slice(0, -1)
        .filter((key) => cell.test(key));
      const [key] = keys;
      if (key !== undefined) evidence.push({ kind: 'config', key });
    }
    return { evidence, vetoes, otherwise: naming.otherwise, changes: [] };
  });
}

function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}
