import { lastName } from '../evidence/flow/calls';
import { classAround } from '../evidence/flow/scopes';
import type { Constructed } from './constructors';
import type { Values } from './values';

const normalization = /^(?:Layer|RMS|Batch|Group)Norm(?:alization)?$/;

/** A cell without an activation in a class that normalizes: what it gives is not the state that comes back to it. */
export function isNormalized({ config, maker, site }: Constructed, values: Values): boolean {
  if (!maker.single || config.fields.activation?.value !== 'identity') return false;
  const owner = classAround(site.scope);
  return (
    owner !== null &&
    values.program.calls.some(
      ({ call, scope }) => normalization.test(lastName(call.callee)) && classAround(scope)?.id === owner.id,
    )
  );
}
