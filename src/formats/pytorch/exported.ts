import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, type ReadableType } from '../elements';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { isRecord, parseJson } from '../json';
import { readElements } from '../readElements';
import { gather, isContiguous, span } from '../strided';
import { catalogOf, elementCount, entryOf, isCount, quoted, type Listed } from '../tensorList';
import type { ZipArchive, ZipMember } from '../zip/archive';

const configName = /^(.*\/)?data\/(weights|constants)\/\w+_config\.json$/;
/** What torch.export.save wrote before 2.8. */
const olderName = /^(?:.*\/)?serialized_state_dict\.(?:pt|json)$/;
const maxConfig = 2 ** 26;

/** By torch's ScalarType as torch/_export/serde/schema.py counts it. */
const dtypes: Readonly<Record<number, string>> = {
  ...{ 1: 'U8', 2: 'I8', 3: 'I16', 4: 'I32', 5: 'I64', 6: 'F16', 7: 'F32', 8: 'F64', 10: 'C64', 11: 'C128' },
  ...{
    12: 'BOOL',
    13: 'BF16',
    28: 'U16',
    29: 'F8_E4M3',
    30: 'F8_E5M2',
    31: 'F8_E4M3FNUZ',
    32: 'F8_E5M2FNUZ',
  },
};

const configsOf = ({ members }: ZipArchive): ZipMember[] =>
  [...members.values()].filter(({ name }) => configName.test(name));

/** What `torch.export.save` writes since 2.8 (`.pt2`): each weight a member of its own, their names in a JSON beside them. */
export const isExportedProgram = (zip: ZipArchive): boolean =>
  configsOf(zip).length > 0 || [...zip.members.keys()].some((name) => olderName.test(name));

/** @throws FormatError */
export async function openExportedProgram(zip: ZipArchive): Promise<Catalog> {
  const { source } = zip;
  const listed = new Map<string, Listed>();
  const configs = configsOf(zip);
  if (configs.length === 0) {
    throw new FormatError(
      l10n.t(
        '{0}: this is a program that torch.export.save of PyTorch before 2.8 wrote, whose weights are pickled in a zip within it; save it again with a newer PyTorch, or its state_dict with torch.save.',
        source.name,
      ),
    );
  }
  for (const config of configs) {
    const folder = config.name.slice(0, config.name.lastIndexOf('/') + 1);
    const weights = await weightsIn(source, config);
    for (const [name, weight] of Object.entries(weights)) {
      // A file may hold several models, which share names.
      if (listed.has(name) || !isRecord(weight)) continue;
      const tensor = listTensor(zip, folder, name, weight);
      if (tensor) listed.set(name, tensor);
    }
  }
  return catalogOf(source, 'PyTorch exported program', [...listed.values()]);
}

async function weightsIn(source: ByteSource, config: ZipMember): Promise<Record<string, unknown>> {
  const place = l10n.t('{0}: its {1}', source.name, quoted(config.name));
  const bytes = config.size <= maxConfig ? await config.open() : undefined;
  const value = bytes && parseJson(new TextDecoder().decode(await bytes.read(0, bytes.size)), place);
  const weights = isRecord(value) ? value['config'] : undefined;
  if (isRecord(weights)) return weights;
  throw new FormatError(
    l10n.t(
      '{0}: its {1} does not say which weights it has; save it again.',
      source.name,
      quoted(config.name),
    ),
  );
}

function listTensor(
  { source, members }: ZipArchive,
  folder: string,
  name: string,
  { path_name: path, use_pickle: pickled, tensor_meta: meta }: Record<string, unknown>,
): Listed | undefined {
  if (typeof path !== 'string' || !isRecord(meta)) return undefined;
  const shape = integers(meta['sizes']);
  const strides = integers(meta['strides']);
  const offset = integer(meta['storage_offset']) ?? 0;
  const dtype = dtypes[Number(meta['dtype'])] ?? 'unknown';
  if (!shape) return undefined;
  const member = members.get(folder + path);
  const reach = strides?.length === shape.length && strides.every(isCount) ? span(shape, strides) : undefined;
  const end = reach === undefined ? undefined : bytesOf(dtype, offset + reach);
  const whole = member !== undefined && isCount(offset) && end !== undefined && end <= member.size;
  const unreadable =
    pickled === true
      ? l10n.t('it is pickled by itself')
      : whole
        ? null
        : l10n.t('its bytes are not in the file as it says');
  return {
    entry: entryOf(source.name, name, dtype, shape, unreadable),
    async load() {
      const bytes = await member!.open();
      const type = dtype as ReadableType;
      const flat = await readElements(bytes, offset * bytesOf(dtype, 1)!, reach!, type);
      return isContiguous(shape, strides!) ? flat : gather(flat, shape, strides!);
    },
  };
}

/** A number as the schema writes it, unless it is one that the program's inputs decide. */
const integer = (value: unknown): number | undefined =>
  isRecord(value) && isCount(value['as_int']) ? value['as_int'] : undefined;

function integers(values: unknown): number[] | undefined {
  if (!Array.isArray(values)) return undefined;
  const found = values.map(integer);
  return found.every((one) => one !== undefined) && elementCount(found) !== undefined ? found : undefined;
}
