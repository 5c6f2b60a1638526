import {randomBytes} from 'node:crypto';

/** A token for a local Machines API. */
export const createToken = (): string => randomBytes(24).toString('base64url');
