/** A computed eigenvalue of the closed upper half plane with its condition 1/|yᴴx|. */
export interface Disk {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
  readonly condition: number;
}

/** What the disks say of the largest modulus, and how far each center may be from an eigenvalue. */
export interface DisksFound {
  readonly lower: number;
  readonly upper: number;
  readonly bounds: readonly number[];
}

/**
 * Unites the disks of radius n·κ·E that meet (with their mirror images): each union holds as many eigenvalues as it has disks
 * ([Demmel1997] thm 4.5). `error` is E, the backward error.
 */
export function disksFound(disks: readonly Disk[], n: number, error: number): DisksFound {
  let lower = 0;
  let upper = 0;
  const bounds = new Array<number>(disks.length).fill(0);
  for (const members of components(disks, n * error)) {
    const union = members.map((i) => disks[i]!);
    // A disk alone holds one eigenvalue, and its first-order radius κ·E holds up to a factor near 1; well-conditioned
    // eigenvalues of a cluster (a normal matrix) do not disturb one another either.
    const alone = union.length === 1 || union.every(({ condition }) => condition < 1.5);
    const radii = union.map(({ condition }) => (alone ? 2 : n) * error * condition);
    lower = Math.max(lower, Math.min(...union.map(({ modulus }, i) => modulus - radii[i]!)));
    upper = Math.max(upper, ...union.map(({ modulus }, i) => modulus + radii[i]!));
    const isMirrored = union.some(({ im }, i) => im > 0 && im <= radii[i]!);
    members.forEach((member, i) => {
      bounds[member] = alone ? radii[i]! : Math.max(...union.map((other, j) => distance(union[i]!, other, isMirrored) + radii[j]!)); // prettier-ignore
    });
  }
  return { lower, upper, bounds };
}

/** Indices of the disks by connected union. */
function components(disks: readonly Disk[], perCondition: number): number[][] {
  const left = new Set(disks.keys());
  const result: number[][] = [];
  for (const seed of left) {
    left.delete(seed);
    const members = [seed];
    for (const i of members) {
      for (const j of left) {
        if (!isNear(disks[i]!, disks[j]!, (disks[i]!.condition + disks[j]!.condition) * perCondition))
          continue;
        left.delete(j);
        members.push(j);
      }
    }
    result.push(members);
  }
  return result;
}

type Point = Pick<Disk, 're' | 'im'>;

/** In the upper half plane the mirror image of b is never the nearer. */
export function isNear(a: Point, b: Point, reach: number): boolean {
  return distance(a, b, false) <= reach;
}

/** To b, or to the farther of b and its mirror image. */
function distance(a: Point, b: Point, isMirrored: boolean): number {
  return Math.hypot(a.re - b.re, isMirrored ? a.im + b.im : a.im - b.im);
}
