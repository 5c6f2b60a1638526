import {openEditor} from './open-editor.ts';
import type {RunEditor} from './runtime/editor.ts';
import {findProgram} from './terminal/find-program.ts';
import {handOver} from './terminal/hand-over.ts';

/** To the last line and one further: the cursor comes back at the top, and what stands there is still to be read. */
const belowAll = '\u001B[999;1H\n';

/** Lets a file be edited on the terminal, where there is one that an editor can have all of. The signal hangs up on the editor. */
export const editOnTerminal = (signal: AbortSignal): RunEditor | undefined => {
	const {stdin, stdout, stderr} = process;
	return stdin.isTTY && stdout.isTTY && stderr.isTTY
		? path =>
				openEditor(path, {
					environment: process.env,
					find: names => findProgram(names, process.env.PATH),
					suspend: async () => ({resume: async () => void stdout.write(belowAll)}),
					handOver: words => handOver(words, {stdin, stdout, signal}),
				})
		: undefined;
};
