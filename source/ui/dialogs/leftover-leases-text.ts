import {type Line, plain} from '../../domain/details/line.ts';
import {truncate} from '../../domain/text.ts';
import {formatCountdown} from '../../domain/time.ts';
import type {LeftoverLeasesMode} from '../../store/leases.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, fitted, gap, paragraph, type Room} from './blocks.ts';

const choices: readonly (readonly [string, string])[] = [
	['r', 'release all'],
	['k', 'keep: go on holding them, auto-renew on'],
	['esc', 'later'],
];

const choiceLine = ([key, title]: readonly [string, string]): Line => [{text: key.padEnd(5), isStrong: true}, {text: title}];

/** Lines beside the list: at most three of what happened, and the choices. */
const linesAround = 3 + choices.length;

/** The leases that a flydeck which was killed has left. */
export const leftoverLeasesText = ({nowMs}: State, {leases}: LeftoverLeasesMode, {width, height}: Room): DialogText => {
	const room = Math.max(1, height - linesAround);
	const shown = leases.length <= room ? leases : leases.slice(0, Math.max(1, room - 1));
	const more = leases.length - shown.length;
	const lines = shown.map(({id, name, app, expiresAtMs}) =>
		plain(truncate(`${id}  ${formatCountdown(expiresAtMs - nowMs)} left  ${app}  ${name}`, width)),
	);
	return {
		title: 'leases left behind',
		lines: fitted(
			[
				essential(...paragraph('A flydeck of yours ended without giving these back:', width)),
				essential(...lines, ...(more === 0 ? [] : [plain(`… and ${more} more`)])),
				gap,
				essential(...choices.map(choiceLine)),
			],
			height,
		),
	};
};
