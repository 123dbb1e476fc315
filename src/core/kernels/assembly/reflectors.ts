// The put-off parts of a Francis sweep: a chain of reflectors, each on three neighbors and one further than the last.
// A reflector is (v2, v3, t1, t1·v2, t1·v3), five doubles. A row (or column) enters registers once and leaves them once.
import { nmadd, madd } from './simd';

/** From the left: reflector i acts on rows i … i+2; `count` reflectors, `columns` columns from `a` on. */
export function applyRight(a: usize, ld: usize, columns: i32, count: i32, reflectors: usize): void {
  if (count == 0) return;
  let j = 0;
  for (; j + 7 < columns; j += 8, a += 64) right8(a, ld, count, reflectors);
  for (; j + 1 < columns; j += 2, a += 16) right2(a, ld, count, reflectors);
  if (j < columns) right1(a, ld, count, reflectors);
}

function right8(a: usize, ld: usize, count: i32, r: usize): void {
  let p0 = v128.load(a);
  let q0 = v128.load(a, 16);
  let u0 = v128.load(a, 32);
  let w0 = v128.load(a, 48);
  let b = a + ld;
  let p1 = v128.load(b);
  let q1 = v128.load(b, 16);
  let u1 = v128.load(b, 32);
  let w1 = v128.load(b, 48);
  let c = b + ld;
  for (let i = 0; i < count; i++, r += 40) {
    const p2 = v128.load(c);
    const q2 = v128.load(c, 16);
    const u2 = v128.load(c, 32);
    const w2 = v128.load(c, 48);
    let f = v128.load_splat<f64>(r, 8);
    let ps = madd(f, p2, p0);
    let qs = madd(f, q2, q0);
    let us = madd(f, u2, u0);
    let ws = madd(f, w2, w0);
    f = v128.load_splat<f64>(r);
    ps = madd(f, p1, ps);
    qs = madd(f, q1, qs);
    us = madd(f, u1, us);
    ws = madd(f, w1, ws);
    f = v128.load_splat<f64>(r, 16);
    v128.store(a, nmadd(f, ps, p0));
    v128.store(a, nmadd(f, qs, q0), 16);
    v128.store(a, nmadd(f, us, u0), 32);
    v128.store(a, nmadd(f, ws, w0), 48);
    f = v128.load_splat<f64>(r, 24);
    p0 = nmadd(f, ps, p1);
    q0 = nmadd(f, qs, q1);
    u0 = nmadd(f, us, u1);
    w0 = nmadd(f, ws, w1);
    f = v128.load_splat<f64>(r, 32);
    p1 = nmadd(f, ps, p2);
    q1 = nmadd(f, qs, q2);
    u1 = nmadd(f, us, u2);
    w1 = nmadd(f, ws, w2);
    a = b;
    b = c;
    c += ld;
  }
  v128.store(a, p0);
  v128.store(a, q0, 16);
  v128.store(a, u0, 32);
  v128.store(a, w0, 48);
  v128.store(b, p1);
  v128.store(b, q1, 16);
  v128.store(b, u1, 32);
  v128.store(b, w1, 48);
}

function right2(a: usize, ld: usize, count: i32, r: usize): void {
  let b = a + ld;
  let c = b + ld;
  let p0 = v128.load(a);
  let p1 = v128.load(b);
  for (let i = 0; i < count; i++, r += 40) {
    const p2 = v128.load(c);
    const s = madd(v128.load_splat<f64>(r), p1, madd(v128.load_splat<f64>(r, 8), p2, p0));
    v128.store(a, nmadd(v128.load_splat<f64>(r, 16), s, p0));
    p0 = nmadd(v128.load_splat<f64>(r, 24), s, p1);
    p1 = nmadd(v128.load_splat<f64>(r, 32), s, p2);
    a = b;
    b = c;
    c += ld;
  }
  v128.store(a, p0);
  v128.store(b, p1);
}

function right1(a: usize, ld: usize, count: i32, r: usize): void {
  let b = a + ld;
  let c = b + ld;
  let p0 = load<f64>(a);
  let p1 = load<f64>(b);
  for (let i = 0; i < count; i++, r += 40) {
    const p2 = load<f64>(c);
    const s = p0 + load<f64>(r) * p1 + load<f64>(r, 8) * p2;
    store<f64>(a, p0 - s * load<f64>(r, 16));
    p0 = p1 - s * load<f64>(r, 24);
    p1 = p2 - s * load<f64>(r, 32);
    a = b;
    b = c;
    c += ld;
  }
  store<f64>(a, p0);
  store<f64>(b, p1);
}

/**
 * From the right: reflector i acts on columns i … i+2 of `rows` rows. With `ends`, one more reflector follows, on two
 * columns. Lanes are rows here: four at a time.
 */
export function applyAbove(a: usize, ld: usize, rows: i32, count: i32, ends: bool, reflectors: usize): void {
  let i = 0;
  for (; i + 3 < rows; i += 4, a += ld << 2) {
    above2(a, a + ld, a + 2 * ld, a + 3 * ld, count, ends, reflectors);
  }
  for (; i < rows; i++, a += ld) above1(a, count, ends, reflectors);
}

function pair(a: usize, b: usize): v128 {
  return v128.load_lane<f64>(b, v128.load_zero<f64>(a), 1);
}

function above2(a: usize, b: usize, c: usize, d: usize, count: i32, ends: bool, r: usize): void {
  let p0 = pair(a, b);
  let q0 = pair(c, d);
  let p1 = pair(a + 8, b + 8);
  let q1 = pair(c + 8, d + 8);
  for (let i = 0; i < count; i++, r += 40) {
    const p2 = pair(a + 16, b + 16);
    const q2 = pair(c + 16, d + 16);
    let f = v128.load_splat<f64>(r, 8);
    let ps = madd(f, p2, p0);
    let qs = madd(f, q2, q0);
    f = v128.load_splat<f64>(r);
    ps = madd(f, p1, ps);
    qs = madd(f, q1, qs);
    f = v128.load_splat<f64>(r, 16);
    p0 = nmadd(f, ps, p0);
    q0 = nmadd(f, qs, q0);
    v128.store_lane<f64>(a, p0, 0);
    v128.store_lane<f64>(b, p0, 1);
    v128.store_lane<f64>(c, q0, 0);
    v128.store_lane<f64>(d, q0, 1);
    f = v128.load_splat<f64>(r, 24);
    p0 = nmadd(f, ps, p1);
    q0 = nmadd(f, qs, q1);
    f = v128.load_splat<f64>(r, 32);
    p1 = nmadd(f, ps, p2);
    q1 = nmadd(f, qs, q2);
    a += 8;
    b += 8;
    c += 8;
    d += 8;
  }
  if (ends) {
    const f = v128.load_splat<f64>(r);
    const ps = madd(f, p1, p0);
    const qs = madd(f, q1, q0);
    const t1 = v128.load_splat<f64>(r, 16);
    const t2 = v128.load_splat<f64>(r, 24);
    p0 = nmadd(t1, ps, p0);
    q0 = nmadd(t1, qs, q0);
    p1 = nmadd(t2, ps, p1);
    q1 = nmadd(t2, qs, q1);
  }
  v128.store_lane<f64>(a, p0, 0);
  v128.store_lane<f64>(b, p0, 1);
  v128.store_lane<f64>(c, q0, 0);
  v128.store_lane<f64>(d, q0, 1);
  v128.store_lane<f64>(a + 8, p1, 0);
  v128.store_lane<f64>(b + 8, p1, 1);
  v128.store_lane<f64>(c + 8, q1, 0);
  v128.store_lane<f64>(d + 8, q1, 1);
}

function above1(a: usize, count: i32, ends: bool, r: usize): void {
  let p0 = load<f64>(a);
  let p1 = load<f64>(a, 8);
  for (let i = 0; i < count; i++, r += 40, a += 8) {
    const p2 = load<f64>(a, 16);
    const s = p0 + load<f64>(r) * p1 + load<f64>(r, 8) * p2;
    store<f64>(a, p0 - s * load<f64>(r, 16));
    p0 = p1 - s * load<f64>(r, 24);
    p1 = p2 - s * load<f64>(r, 32);
  }
  if (ends) {
    const s = p0 + load<f64>(r) * p1;
    p0 -= s * load<f64>(r, 16);
    p1 -= s * load<f64>(r, 24);
  }
  store<f64>(a, p0);
  store<f64>(a, p1, 8);
}
