import {isEqual} from 'es-toolkit';

/** Makes a function that gives back what it gave before, where it is given the like of it: what goes by identity takes it for the same then. */
export const createKeeper = <Value>(): ((value: Value) => Value) => {
	let kept: {readonly value: Value} | undefined;
	return value => {
		kept = kept !== undefined && isEqual(kept.value, value) ? kept : {value};
		return kept.value;
	};
};
