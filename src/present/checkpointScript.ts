// Not translated: it writes code.
import type { TensorPart } from '../core/recurrence/layout/cell';
import type { CellSource } from '../core/recurrence/scriptSource';

/** Python by the library that the script computes with. */
export type ScriptLibrary = 'PyTorch' | 'NumPy';

/** Where the matrix or the gates of a script stand. */
export interface ScriptSubject {
  /** Format name of the catalog, such as `safetensors` or `PyTorch zip`. */
  readonly format: string;
  /** File name without folders. */
  readonly file: string;
  readonly source:
    { readonly kind: 'tensor'; readonly name: string } | ({ readonly kind: 'cell' } & CellSource);
}

/** A string as Python reads it back; JSON's escapes are Python's too. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * A script that loads the tensors from the file and computes σ_max and ρ of the matrix, or of each gate's recurrent matrix,
 * as the editor shows them. Names from the file appear in string literals only.
 */
export function checkpointScript({ format, file, source }: ScriptSubject, library: ScriptLibrary): string {
  const matrices =
    source.kind === 'tensor' ? [`matrices = {"W": load(${quoted(source.name)})}`] : gateLines(source);
  return [
    ...loader(format, file),
    '',
    ...matrices,
    '',
    ...(library === 'PyTorch' ? figuresInTorch : figuresInNumpy),
    '',
  ].join('\n');
}

function loader(format: string, file: string): string[] {
  const path = `file = ${quoted(file)}`;
  const widened = '.to(torch.float64).numpy()';
  const name = format.toLowerCase();
  if (name === 'npy') {
    return [
      'import numpy as np',
      '',
      path,
      '',
      'def load(name):',
      '    return np.load(file).astype(np.float64)',
    ];
  }
  if (name.includes('numpy') || name === 'npz') {
    return [
      'import numpy as np',
      '',
      path,
      '',
      'def load(name):',
      '    return np.load(file)[name].astype(np.float64)',
    ];
  }
  if (name.includes('safetensors')) {
    return file.endsWith('.index.json')
      ? [
          'import json, os',
          'import numpy as np, torch',
          'from safetensors import safe_open',
          '',
          path,
          '',
          'def load(name):',
          '    shard = json.load(open(file))["weight_map"][name]',
          '    with safe_open(os.path.join(os.path.dirname(file), shard), "pt") as tensors:',
          `        return tensors.get_tensor(name)${widened}`,
        ]
      : [
          'import numpy as np, torch',
          'from safetensors import safe_open',
          '',
          path,
          '',
          'def load(name):',
          '    with safe_open(file, "pt") as tensors:',
          `        return tensors.get_tensor(name)${widened}`,
        ];
  }
  if (name.includes('onnx')) {
    return [
      'import numpy as np, onnx',
      'from onnx import numpy_helper',
      '',
      path,
      '',
      'def load(name):',
      '    found = next(t for t in onnx.load(file).graph.initializer if t.name == name)',
      '    return numpy_helper.to_array(found).astype(np.float64)',
    ];
  }
  if (name.includes('keras') || name.includes('h5') || name.includes('hdf5')) {
    return [
      'import io, zipfile',
      'import h5py, numpy as np',
      '',
      path,
      '',
      'def load(name):',
      '    inner = zipfile.ZipFile(file).read("model.weights.h5") if file.endswith(".keras") else None',
      '    with h5py.File(io.BytesIO(inner) if inner else file, "r") as weights:',
      '        return weights[name][()].astype(np.float64)',
    ];
  }
  return [
    'import numpy as np, torch',
    '',
    path,
    '',
    'def tensors(value, prefix=""):',
    '    if torch.is_tensor(value):',
    '        yield prefix, value',
    '    elif isinstance(value, dict):',
    '        for key, inner in value.items():',
    '            yield from tensors(inner, f"{prefix}.{key}" if prefix else str(key))',
    '',
    'def load(name):',
    '    found = dict(tensors(torch.load(file, map_location="cpu", weights_only=True)))',
    '    path = name if name in found else next(k for k in found if k.endswith("." + name))',
    `    return found[path].detach()${widened}`,
  ];
}

function gateLines({ gates, orientation, stacked, perGate, projection }: CellSource): string[] {
  const turned = orientation === 'row' ? '.T' : '';
  const names = gates.map(quoted).join(', ');
  const lines = stacked
    ? [
        `blocks = np.split(${partOf(stacked)}${turned}, ${gates.length})  # ${gates.join(', ')}`,
        `matrices = dict(zip([${names}], blocks))`,
      ]
    : [
        'matrices = {',
        ...perGate.map((part, i) => `    ${quoted(gates[i] ?? String(i))}: ${partOf(part)}${turned},`),
        '}',
      ];
  return projection
    ? [
        ...lines,
        `W_hr = ${partOf(projection)}${turned}  # the projection of the state`,
        'matrices = {gate: W_hr @ W for gate, W in matrices.items()}',
      ]
    : lines;
}

function partOf({ tensor, index, from, column, shape: [rows = 0, columns = 0] }: TensorPart): string {
  const at = index === null ? '' : `[${index}]`;
  const within = column === undefined ? '' : `, ${column}:${column + columns}`;
  return `load(${quoted(tensor)})${at}[${from}:${from + rows}${within}]`;
}

const figuresInNumpy = [
  'for gate, W in matrices.items():',
  '    print(gate, "sigma_max", np.linalg.norm(W, 2))',
  '    if W.shape[0] == W.shape[1]:',
  '        print(gate, "rho", max(abs(np.linalg.eigvals(W))))',
];

const figuresInTorch = [
  'import torch',
  '',
  'for gate, W in matrices.items():',
  '    W = torch.from_numpy(np.ascontiguousarray(W))',
  '    print(gate, "sigma_max", torch.linalg.matrix_norm(W, 2).item())',
  '    if W.shape[0] == W.shape[1]:',
  '        print(gate, "rho", torch.linalg.eigvals(W).abs().max().item())',
];
