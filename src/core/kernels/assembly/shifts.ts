// The scalar half of the Francis iteration: deflation, shifts, the first column, 2×2 blocks. Results that do not fit a
// return value are left in exported globals.

const epsilon: f64 = 2.220446049250313e-16;
const tiny: f64 = 2.2250738585072014e-308;

/** The first row of the trailing block that does not split any more ([Ahues1997], as LAPACK dlahqr). */
export function deflate(h: usize, ld: usize, n: i32, last: i32): i32 {
  const smallest = tiny * (<f64>n / epsilon);
  let k = last;
  for (; k > 0; k--) {
    const p = h + <usize>k * ld + ((<usize>k) << 3);
    const sub = Math.abs(load<f64>(p - 8));
    if (sub <= smallest) break;
    const here = load<f64>(p);
    const before = load<f64>(p - ld - 8);
    let test = Math.abs(before) + Math.abs(here);
    if (test == 0) {
      if (k >= 2) test += Math.abs(load<f64>(p - ld - 16));
      if (k + 1 < n) test += Math.abs(load<f64>(p + ld));
    }
    if (sub > epsilon * test) continue;
    const above = Math.abs(load<f64>(p - ld));
    const ab = Math.max(sub, above);
    const ba = Math.min(sub, above);
    const difference = Math.abs(before - here);
    const aa = Math.max(Math.abs(here), difference);
    const bb = Math.min(Math.abs(here), difference);
    const s = aa + ab;
    if (ba * (ab / s) <= Math.max(smallest, epsilon * (bb * (aa / s)))) break;
  }
  return k;
}

let re1: f64 = 0;
let im1: f64 = 0;
let re2: f64 = 0;
let im2: f64 = 0;

/** The first column of (H − shift₁)(H − shift₂), scaled, after `start`. */
export let v1: f64 = 0;
export let v2: f64 = 0;
export let v3: f64 = 0;

/** Sets the shifts: the eigenvalues of the trailing 2×2 block; every tenth time an ad-hoc pair that breaks cycles. */
export function choose(h: usize, ld: usize, first: i32, last: i32, iterations: i32): void {
  const corner = h + <usize>last * ld + ((<usize>last) << 3);
  let h11 = load<f64>(corner - ld - 8);
  let h12 = load<f64>(corner - ld);
  let h21 = load<f64>(corner - 8);
  let h22 = load<f64>(corner);
  if (iterations > 0 && iterations % 10 == 0) {
    const head = h + <usize>first * ld + ((<usize>first) << 3);
    const top = iterations % 20 == 10;
    const s = top
      ? Math.abs(load<f64>(head + ld)) + Math.abs(load<f64>(head + 2 * ld + 8))
      : Math.abs(load<f64>(corner - 8)) + Math.abs(load<f64>(corner - ld - 16));
    h11 = 0.75 * s + (top ? load<f64>(head) : load<f64>(corner));
    h12 = -0.4375 * s;
    h21 = s;
    h22 = h11;
  }
  re1 = 0;
  im1 = 0;
  re2 = 0;
  im2 = 0;
  const s = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
  if (s == 0) return;
  h11 /= s;
  h12 /= s;
  h21 /= s;
  h22 /= s;
  const mean = (h11 + h22) / 2;
  const determinant = (h11 - mean) * (h22 - mean) - h12 * h21;
  const root = Math.sqrt(Math.abs(determinant));
  if (determinant >= 0) {
    re1 = mean * s;
    re2 = re1;
    im1 = root * s;
    im2 = -im1;
    return;
  }
  const plus = mean + root;
  const minus = mean - root;
  re1 = (Math.abs(plus - h22) <= Math.abs(minus - h22) ? plus : minus) * s;
  re2 = re1;
}

/** Where the sweep may begin (two small subdiagonals in a row), with its first column in v1, v2, v3. */
export function start(h: usize, ld: usize, first: i32, last: i32): i32 {
  let m = last - 2;
  let more = true;
  while (more) {
    const p = h + <usize>m * ld + ((<usize>m) << 3);
    const below = load<f64>(p + ld);
    const here = load<f64>(p);
    const next = load<f64>(p + ld + 8);
    const s = Math.abs(here - re2) + Math.abs(im2) + Math.abs(below);
    const ratio = below / s;
    v1 = ratio * load<f64>(p, 8) + (here - re1) * ((here - re2) / s) - im1 * (im2 / s);
    v2 = ratio * (here + next - re1 - re2);
    v3 = ratio * load<f64>(p + 2 * ld + 8);
    const total = Math.abs(v1) + Math.abs(v2) + Math.abs(v3);
    v1 /= total;
    v2 /= total;
    v3 /= total;
    more = m > first && !negligible(p, ld, here, next);
    if (more) m--;
  }
  return m;
}

/** Whether the subdiagonal before the block at p is small enough, with v1, v2, v3, for the sweep to begin there. */
function negligible(p: usize, ld: usize, here: f64, next: f64): bool {
  const neighbors = Math.abs(load<f64>(p - ld - 8)) + Math.abs(here) + Math.abs(next);
  return Math.abs(load<f64>(p - 8)) * (Math.abs(v2) + Math.abs(v3)) <= epsilon * Math.abs(v1) * neighbors;
}

/** Both eigenvalues of the 2×2 block at p, exact when it is triangular (after LAPACK dlanv2). */
export function eigenvalues2(at: usize, ld: usize, re: usize, im: usize): void {
  const a = load<f64>(at);
  const b = load<f64>(at, 8);
  const c = load<f64>(at + ld);
  const d = load<f64>(at + ld, 8);
  store<f64>(re, a);
  store<f64>(re, d, 8);
  store<f64>(im, 0);
  store<f64>(im, 0, 8);
  if (b == 0 || c == 0) return;
  const p = (a - d) / 2;
  const larger = Math.max(Math.abs(b), Math.abs(c));
  const smaller = Math.min(Math.abs(b), Math.abs(c)) * (b > 0 == c > 0 ? 1.0 : -1.0);
  const scale = Math.max(Math.abs(p), larger);
  const z = (p / scale) * p + (larger / scale) * smaller;
  const length = Math.sqrt(scale) * Math.sqrt(Math.abs(z));
  if (z >= 0) {
    const root = p >= 0 ? p + length : p - length;
    store<f64>(re, d + root);
    store<f64>(re, root == 0 ? d : d - (larger / root) * smaller, 8);
    return;
  }
  store<f64>(re, d + p);
  store<f64>(re, d + p, 8);
  store<f64>(im, length);
  store<f64>(im, -length, 8);
}
