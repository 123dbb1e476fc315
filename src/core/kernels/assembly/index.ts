// What the module offers to TypeScript. All addresses and strides are in bytes; nothing here allocates.
export { arnoldi, gemvBoth } from './arnoldi';
export { bidiagonalPanel } from './bidiagonal';
export { francis, francisWork } from './francis';
export { gemm, gemmWork } from './gemm';
export { gemv, gemvT } from './gemv';
export { gemvGroup, gemvTGroup } from './group';
export { hessenbergPanel } from './hessenberg';
export { gemvGroupSingle, gemvTGroupSingle } from './single';
export { gemvLong } from './long';
export { advance, gram, mixStart, ritzVector } from './lanczos';
