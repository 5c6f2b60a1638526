import type {HandedBack} from '../../source/terminal/hand-over.ts';

export const endedWell: HandedBack = {exitCode: 0, signal: undefined};

/** A terminal that is handed to a program that ends as told, with a record of the steps and of the words that the program was started with. */
export const recordHandOver = (programs: readonly string[], end: HandedBack | Error = endedWell) => {
	const steps: string[] = [];
	let words: readonly string[] = [];
	const parts = {
		find: (names: readonly string[]): string | undefined => names.filter(name => programs.includes(name)).map(name => `/bin/${name}`)[0],
		async suspend() {
			steps.push('suspended');
			return {
				async resume() {
					steps.push('resumed');
				},
			};
		},
		async handOver(given: readonly string[]) {
			words = given;
			steps.push('ran');
			if (end instanceof Error) {
				throw end;
			}

			return end;
		},
	};
	return {parts, steps, words: () => words};
};
