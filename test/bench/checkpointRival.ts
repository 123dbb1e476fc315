/** What a Python script does with the same files: safetensors read by hand, numpy for the figures. */
export const checkpointScript = `
import json, os, sys, time, resource
started = time.perf_counter()
job, path = sys.argv[1:3]

def header(path):
    with open(path, 'rb') as f:
        n = int.from_bytes(f.read(8), 'little')
        return json.loads(f.read(n)), 8 + n

def read(np, path, entry, start):
    begin, end = entry['data_offsets']
    with open(path, 'rb') as f:
        f.seek(start + begin)
        return np.frombuffer(f.read(end - begin), dtype='<f4').reshape(entry['shape'])

if job == 'list':
    tensors, _ = header(path)
    for name, entry in tensors.items():
        print(name, entry['dtype'], entry['shape'], file=sys.stderr)
elif job == 'linear':
    import numpy as np
    folder = os.path.dirname(path)
    with open(path) as f:
        weights = json.load(f)['weight_map']
    headers = {shard: header(os.path.join(folder, shard)) for shard in set(weights.values())}
    def tensor(name):
        shard = weights[name]
        tensors, start = headers[shard]
        return read(np, os.path.join(folder, shard), tensors[name], start)
    for name in weights:
        if name.endswith('A_log'):
            a = -np.exp(tensor(name)) * np.log1p(np.exp(tensor(name[:-5] + 'dt_bias')))
            np.percentile(-np.log(2) / a, [5, 25, 50, 75, 95])
else:
    import numpy as np
    tensors, start = header(path)
    for name, entry in tensors.items():
        if 'weight_hh' not in name:
            continue
        w = read(np, path, entry, start).astype(float)
        for gate in np.split(w, 4):
            np.linalg.svd(gate, compute_uv=False)
            np.linalg.eigvals(gate)
print(json.dumps({'ms': (time.perf_counter() - started) * 1000,
                  'rss': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
`;
