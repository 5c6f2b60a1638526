import {type Between, through} from './through.ts';

const bell = '\u0007';

/** As much of a text as a notification shows, in characters. */
const longest = 200;

/** What would end the sequence, or be a sequence of its own. */
const controls = /\p{C}+/gu;

/**
Rings the bell of a terminal and has it show a text, where it can show notifications (OSC 9); says nothing to anything else, where it would be
letters among others. Neither moves the cursor nor changes a cell.
*/
export const ringBell = (stdout: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, text: string, between: Between): void => {
	if (stdout.isTTY) {
		// The name comes first, since some terminals take a text that begins with a number for another order.
		const shown = `flydeck: ${text.replaceAll(controls, ' ')}`.slice(0, longest);
		stdout.write(through(`\u001B]9;${shown}${bell}`, between) + bell);
	}
};
