import {type Between, through} from './through.ts';

/** The longest base64 text that terminals take, in characters: about 74 kB of what it stands for. */
const longestBase64 = 99_992;

/**
What a terminal has to be sent so that a text is on the clipboard of the person in front of it (OSC 52), through SSH too; undefined when it is too
long. tmux takes it for itself where its `set-clipboard` is on, and hands on what is wrapped where its `allow-passthrough` is: it gets both.
*/
export const clipboardSequence = (text: string, between: Between): string | undefined => {
	const base64 = Buffer.from(text).toString('base64');
	if (base64.length > longestBase64) {
		return undefined;
	}

	const sequence = `\u001B]52;c;${base64}\u0007`;
	return (between.tmux ? sequence : '') + through(sequence, between);
};
