import { nowhere } from '../src/core/location';
import { decisionWhenAsked } from '../src/core/role/decide';
import { standingOf } from '../src/present/role/standing';

/** Of a matrix that somebody asked for. */
export const standingWhenAsked = (isSquare = true) => standingOf(decisionWhenAsked(isSquare), () => nowhere);
