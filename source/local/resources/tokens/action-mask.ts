import type {Json} from '../../../domain/json.ts';
import {refusal} from '../../fleet/fault.ts';

const bits: Readonly<Record<string, number>> = {r: 1, w: 2, c: 4, d: 8, C: 16};
const allBits = 31;

const maskOfLetters = (letters: string): number =>
	[...letters].reduce((mask, letter) => {
		const bit = bits[letter];
		if (bit === undefined) {
			throw refusal('invalid_argument', `invalid action '${letters}'`);
		}

		return mask | bit;
	}, 0);

/** The actions of an access as a set of bits: given as one already, or as letters such as `rw`. Throws a 400 Fault for anything else. */
export const actionMask = (action: Json | undefined): number => {
	if (action === undefined || action === null) {
		return 0;
	}

	if (typeof action === 'string') {
		return maskOfLetters(action);
	}

	if (typeof action !== 'number' || !Number.isInteger(action) || action < 0 || action > allBits) {
		throw refusal('invalid_argument', 'invalid action');
	}

	return action;
};
