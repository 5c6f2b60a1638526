import type {Observe} from '../api/observe.ts';

/** Tells once when the API answers no more, and once when it answers again. */
export const createOutageTeller = (tell: (sentence: string) => void): Observe => {
	let isOut = false;
	return ({deed, error}) => {
		if (error === 'cancelled') {
			return;
		}

		const wasOut = isOut;
		isOut = error === 'unreachable' || error === 'timeout';
		if (isOut && !wasOut) {
			tell(`The API does not answer: ${deed}.`);
		} else if (wasOut && !isOut) {
			tell('The API answers again.');
		}
	};
};
