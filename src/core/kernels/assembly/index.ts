// What the module offers to TypeScript. All addresses and strides are in bytes; nothing here allocates.
export { gemm, gemmWork } from './gemm';
export { gemv, gemvT, normal } from './gemv';
