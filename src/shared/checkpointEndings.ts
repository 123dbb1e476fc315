/** How the names of checkpoints end; a test holds it to the formats that are read. */
export const checkpointEndings = [
  '.npy',
  '.npz',
  '.keras',
  '.zip',
  '.h5',
  '.hdf5',
  '.pt',
  '.pth',
  '.ckpt',
  '.bin',
  '.th',
  '.jit',
  '.ptl',
  '.chkpt',
  '.pt2',
  '.torchscript',
  '.pkl',
  '.pickle',
  '.joblib',
  '.pdparams',
  '.safetensors',
  '.onnx',
  '.index.json',
  '.distcp',
  '.metadata',
  '.index',
  '.msgpack',
  '.gguf',
  '.mat',
] as const;

/** Does the name end as a checkpoint's does? */
export function isCheckpoint(file: string): boolean {
  const name = file.toLowerCase();
  return checkpointEndings.some((ending) => name.endsWith(ending));
}
