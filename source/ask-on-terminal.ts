import {createInterface} from 'node:readline';
import type {Speaker} from './headless/ask.ts';
import {dropTypeAhead} from './terminal/type-ahead.ts';

/** Asks on the terminal, where there is one to see the question and to type the answer: what was typed before is none. No answer is undefined. */
export const askOnTerminal = (signal: AbortSignal): Speaker['ask'] =>
	process.stdin.isTTY && process.stderr.isTTY
		? async question => {
				await dropTypeAhead(process.stdin);
				return new Promise(resolve => {
					if (signal.aborted) {
						resolve(undefined);
						return;
					}

					process.stderr.write(question);
					const lines = createInterface({input: process.stdin});
					const finish = (answer: string | undefined): void => {
						resolve(answer);
						lines.close();
					};
					lines.once('line', finish);
					lines.once('close', () => finish(undefined));
					signal.addEventListener('abort', () => finish(undefined));
				});
			}
		: undefined;
