import {errorInWords} from './runtime/failure.ts';
import type {StoreEvent} from './store/events.ts';
import type {Target} from './store/state.ts';
import type {HandedBack} from './terminal/hand-over.ts';

type Told = Pick<StoreEvent & {readonly type: 'noted'}, 'tone' | 'text'>;

type Surroundings = {
	/** The first of these programs that can be found. */
	readonly find: (names: readonly string[]) => string | undefined;
	/** Takes the screen away, until `resume` brings it back. */
	readonly suspend: () => Promise<{readonly resume: () => Promise<void>}>;
	/** Gives a program the terminal until it ends. */
	readonly handOver: (words: readonly string[]) => Promise<HandedBack>;
};

const missing =
	'ssh goes through flyctl, and neither fly nor flyctl is in PATH. Install it with "curl -L https://fly.io/install.sh | sh" or "brew install flyctl"; until then x runs a command.';

/** Opens a shell in a machine through flyctl, which has the way into the private network; answers what there is to tell. */
export const openShell = async ({app, id, name}: Target, {find, suspend, handOver}: Surroundings): Promise<Told> => {
	const flyctl = find(['fly', 'flyctl']);
	if (flyctl === undefined) {
		return {tone: 'warning', text: missing};
	}

	const label = name || id;
	const runShell = async (): Promise<HandedBack> => {
		const {resume} = await suspend();
		try {
			return await handOver([flyctl, 'ssh', 'console', '-a', app, '--machine', id]);
		} finally {
			await resume();
		}
	};

	try {
		const {exitCode, signal} = await runShell();
		return exitCode === 0
			? {tone: 'info', text: `Back from the shell in ${label}.`}
			: {tone: 'warning', text: `The shell in ${label} ended with ${signal ?? `exit code ${exitCode}`}.`};
	} catch (error) {
		return {tone: 'error', text: `There was no shell in ${label}: ${errorInWords(error)}`};
	}
};
