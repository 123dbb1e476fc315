import { lastSegment, namesGate } from '../../core/role/names';

const quadrant = /^(.*?)_?(ll|lh|hl|hh)$/;
/** Gates of a cell, attention's projections. */
const maxBeside = 200;
const minGates = 3;

/** Names beside a matrix that show another family; empty where none do. */
export function otherFamily(name: string, names: readonly string[]): string[] {
  const own = lastSegment(name);
  const beside = names.slice(0, maxBeside).filter((other) => other !== name);
  const called = (pattern: RegExp): string[] => beside.filter((other) => pattern.test(lastSegment(other)));
  const [, stem, corner] = quadrant.exec(own) ?? [];
  if (corner !== undefined) {
    // w_ll, w_lh, w_hl, w_hh: the four bands of a wavelet.
    const bands = beside.filter((other) => {
      const [, otherStem, band] = quadrant.exec(lastSegment(other)) ?? [];
      return otherStem === stem && band !== undefined && band !== corner;
    });
    if (bands.length > 0) return bands;
  }
  if (own === 'u') {
    const decomposition = [...called(/^(?:s|sigma|d|sv)$/), ...called(/^v(?:_?[th]+)?$/)];
    if (decomposition.length >= 2) return decomposition;
    const triangular = called(/^l$/);
    if (triangular.length > 0) return triangular;
  }
  if (own === 'w') {
    // Weights of a filter, a regulator, a least-squares fit, a transfer of noise.
    const control = [...called(/^[abfg]$/), ...called(/^[chqrvp]$/)];
    if (control.length >= 3) return control;
  }
  return [];
}

/** The gates of the cell that a gate's name belongs to, itself among them; empty where there are too few for a cell. */
export function gatesBeside(name: string, names: readonly string[]): string[] {
  if (!namesGate(name)) return [];
  const letter = lastSegment(name)[0];
  const beside = [...new Set(names.slice(0, maxBeside))].filter(
    (other) => namesGate(other) && lastSegment(other)[0] === letter,
  );
  const attention = names.some((other) => /^w_?[qkv]$/.test(lastSegment(other)));
  return beside.length >= minGates && !attention ? beside : [];
}
