import type {
  ConfigFamily,
  ConfigFields,
  RecurrentConfig,
} from '../../../../src/core/config/recurrentConfig';

const place = { start: 0, end: 1 };

/** A config as a reader would fill it. */
export function configWith(values: Partial<ConfigFields>, family: ConfigFamily = 'plain'): RecurrentConfig {
  const fields = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      { value, range: place, keyRange: place, path: field },
    ]),
  );
  const framework = family.startsWith('keras') ? 'keras' : 'pytorch';
  return { family, framework, name: 'model', range: place, anchor: place, fields, clippingSlot: null };
}
