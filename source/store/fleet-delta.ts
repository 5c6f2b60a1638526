import {fleetDelta} from '../domain/fleet-delta.ts';
import {memoizeLast} from './memoize.ts';

/** What became of a fleet; looked for once for all who ask about the same two. */
export const deltaOf = memoizeLast(fleetDelta);
