import {completionsFor} from '../../commands/prompt.ts';
import {type Line, plain} from '../../domain/details/line.ts';
import type {Mode} from '../../store/state.ts';
import type {DialogText, Room} from './blocks.ts';
import {textField} from './text-field.ts';

const mostOffers = 8;

/** The command line, and what it may become. */
export const promptText = ({text, picked}: Mode & {readonly kind: 'prompt'}, {width, height}: Room): DialogText => {
	const offersShown = Math.min(mostOffers, height - 1);
	const offers = completionsFor(text);
	const from = Math.max(0, picked - offersShown + 1);
	const offerLines = offers.slice(from, from + offersShown).map((offer, index): Line => {
		const isPicked = from + index === picked;
		return [
			{text: `${isPicked ? '> ' : '  '}${offer.text.padEnd(18)}`, isStrong: isPicked},
			{text: offer.title, isFaint: true},
		];
	});
	return {
		title: offers.length > offersShown ? `command ${from + 1}-${from + offersShown}/${offers.length}` : 'command',
		lines: [
			textField({text: ':', isStrong: true}, text, width),
			...(offers.length === 0 ? [plain('No command has that name.')] : offerLines),
		],
	};
};
