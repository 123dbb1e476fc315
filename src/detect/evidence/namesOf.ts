import type { Evidence } from '../../core/role/evidence';
import { lastSegment, namesExpectation, namesGate, namesOtherThing, readName } from '../../core/role/names';
import type { Role } from '../../core/role/role';
import { structuralVetoes } from '../../core/role/structure';
import type { Veto } from '../../core/role/veto';
import { gatesBeside, otherFamily } from './family';
import type { Subject } from './witness';

const maxCheckedChars = 20_000;

/** What the names of a matrix and those beside it say. */
export interface Naming {
  readonly evidence: Evidence[];
  readonly vetoes: Veto[];
  readonly otherwise: Role;
}

/**
 * Reads the names of a matrix: its own, and those of whatever else it is assigned to. `beside` are the names of
 * its file, or of the group of tensors that it stands in.
 */
export function readNames(own: readonly string[], beside: readonly string[]): Naming {
  const evidence: Evidence[] = [];
  const vetoes: Veto[] = [];
  let otherwise: Role = 'unknown';
  for (const name of new Set(own)) {
    if (namesExpectation(name)) vetoes.push({ kind: 'expectation', names: [name] });
    const family = otherFamily(name, beside);
    if (family.length > 0) vetoes.push({ kind: 'other-family', names: family });
    const reading = readName(name);
    if (!reading) {
      if (namesOtherThing(name)) {
        vetoes.push({ kind: 'other-name', names: [name] });
        otherwise = 'data';
      }
      continue;
    }
    if (reading.role !== 'recurrent') {
      otherwise = reading.role;
      continue;
    }
    const gates = gatesBeside(name, beside);
    if (gates.length > 0) vetoes.push({ kind: 'gate', names: gates });
    // One gate's name alone (`W_i`, `W_o`) says nothing.
    else if (namesGate(name) && reading.strength !== 'strong') continue;
    evidence.push({ kind: 'name', name, strength: reading.strength });
  }
  return { evidence, vetoes, otherwise };
}

/** What the entries say, with what the text says of their type. */
export function readStructure({ name, range, matrix }: Subject, text: string): Veto[] {
  const source = text.slice(range.start, Math.min(range.end, range.start + maxCheckedChars));
  const floating = /\d\.|\.\d|float|double|Float|\d[eE]-?\d/.test(source);
  return structuralVetoes(matrix, { name: lastSegment(name), floating }).map((kind) => ({ kind }));
}
